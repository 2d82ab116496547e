using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Threading.Channels;
using Parley.Cli.Terminal;
using Parley.Client;

namespace Parley.Cli.Commands;

/// <summary><c>parley join</c>: chat in a room, from a terminal or a pipe.</summary>
internal static class JoinCommand
{
    private const string DefaultAddress = "plain://127.0.0.1:12000";

    public static System.CommandLine.Command Create()
    {
        var address = new Argument<DoorAddress>("url")
        {
            Description = "Where to join: plain://host:port or classic://host:port?prompt=NAME&framing=line&charset=utf-8.",
            DefaultValueFactory = _ => DoorAddress.Parse(DefaultAddress),
            CustomParser = ParseAddress,
        };
        var nick = new Option<string?>("--nick", "-n")
        {
            Description = "The name to go by. Without it a terminal asks, and a pipe goes as a guest where the server allows it.",
        };
        nick.Validators.Add(result =>
        {
            if (!ChatClient.IsNick(result.GetValueOrDefault<string?>()))
                result.AddError("--nick must not be blank or contain control characters.");
        });

        var command = new System.CommandLine.Command("join", "Chat in a room.") { address, nick };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(address), result.GetValue(nick), result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static DoorAddress? ParseAddress(ArgumentResult result)
    {
        try
        {
            return DoorAddress.Parse(result.Tokens.Single().Value);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return null;
        }
    }

    private static async Task<int> RunAsync(
        DoorAddress address, string? nick, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return IsTerminal()
                ? await RunOnTerminalAsync(address, nick, error, cancellationToken)
                : await RunPipedAsync(address, nick, error, cancellationToken);
        }
        catch (JoinFailedException e)
        {
            await error.WriteLineAsync($"parley: {TerminalText.Clean(e.Message)}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
    }

    private static bool IsTerminal() => !Console.IsInputRedirected && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static async Task<int> RunOnTerminalAsync(
        DoorAddress address, string? nick, TextWriter error, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;

        var events = Channel.CreateBounded<TerminalEvent>(TerminalSession.EventsMax);
        var screen = new Screen(Console.Out, () => Console.WindowWidth);
        using var keyboard = ConsoleKeyboard.Start(events.Writer);
        var isNeeded = address.Kind == DoorKind.Classic;
        if (nick is null && !isNeeded) screen.Print("* What do you want to be called? Enter alone lets the server choose.");
        while (nick is null)
        {
            var answer = await TerminalSession.AskAsync("Your name: ", screen, events.Reader, cancellationToken);
            if (answer is null) return ExitCode.Success;
            if (ChatClient.IsNick(answer)) nick = answer;
            else if (!isNeeded) break;
        }

        await using var client = await ChatClient.ConnectAsync(address, nick, cancellationToken: cancellationToken);
        screen.Prompt = "> ";
        screen.Print($"* You have joined {address}. /quit or Ctrl-C leaves.");
        if (nick is not null && client.Nick is null)
            screen.Print($"* The server has not said that it takes names, so it was not told that you are {nick}.");
        var weLeft = await new TerminalSession(client, screen, events).RunAsync(cancellationToken);
        return await ReportAsync(client, weLeft, error);
    }

    private static async Task<int> RunPipedAsync(
        DoorAddress address, string? nick, TextWriter error, CancellationToken cancellationToken)
    {
        if (nick is null && address.Kind == DoorKind.Classic)
        {
            await error.WriteLineAsync("parley: a classic:// server needs a name: say --nick NAME.");
            return ExitCode.Usage;
        }

        await using var client = await ChatClient.ConnectAsync(address, nick, cancellationToken: cancellationToken);
        var weLeft = await new PipedSession(client, Console.In, Console.Out, TimeProvider.System).RunAsync(cancellationToken);
        return await ReportAsync(client, weLeft, error);
    }

    private static async Task<int> ReportAsync(ChatClient client, bool weLeft, TextWriter error)
    {
        if (weLeft) return ExitCode.Success;

        var cause = client.LossCause?.InnerException ?? client.LossCause;
        await error.WriteLineAsync(cause is null
            ? "parley: the server closed the connection"
            : $"parley: the connection was lost: {cause.Message}");
        return ExitCode.Failure;
    }
}
