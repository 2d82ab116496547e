using System.Globalization;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary><c>parley join</c> on a real terminal.</summary>
public sealed partial class TerminalTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await ServerProcess.StartAsync(_directory["data"], ServerProcess.AnyPlain, ServerProcess.AnyName);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_arrives_never_tears_the_line_being_typed()
    {
        const string Typed = "the quick brown fox";
        const int LinesPerKey = 10;
        await using var terminal = await JoinAsync("ann");
        await using var bob = await LineConnection.JoinPlainAsync(_server.Plain, "bob");
        await terminal.ShowsAsync("that bob is here", lines => lines.Any(line => line.EndsWith("is now called bob", StringComparison.Ordinal)));

        var story = Enumerable.Range(0, Typed.Length * LinesPerKey)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"line {number} of a long story")).ToArray();
        foreach (var (key, lines) in Typed.Zip(story.Chunk(LinesPerKey)))
        {
            var sending = bob.SendAsync(string.Concat(lines.Select(line => line + "\n")));
            await terminal.TypeAsync(key.ToString());
            await sending;
        }

        var shown = await terminal.ShowsAsync("the last of what arrived above what is typed", lines =>
            lines.Contains($"<bob> {story[^1]}") && lines[^1] == $"> {Typed}");
        Assert.Equal(story.Select(line => $"<bob> {line}"), shown.Where(line => line.Contains("<bob>", StringComparison.Ordinal)));
        Assert.Equal(1, shown.Count(line => line.StartsWith('>')));

        await terminal.TypeAsync(" jumps");
        await terminal.PressAsync("Enter");
        await bob.Received.WaitForAsync($"<ann> {Typed} jumps\n");
        await terminal.ShowsLineAsync($"<You> {Typed} jumps");
    }

    [Fact]
    public async Task A_line_longer_than_the_terminal_is_wide_is_typed_on_while_others_talk()
    {
        await using var terminal = await JoinAsync("ann", columns: 30);
        await using var bob = await LineConnection.JoinPlainAsync(_server.Plain, "bob");
        var typed = string.Concat(Enumerable.Range(0, 40).Select(number => number.ToString("00", CultureInfo.InvariantCulture)));

        await terminal.TypeAsync(typed);
        await terminal.ShowsAsync("the end of the line", lines => lines[^1].EndsWith("3839", StringComparison.Ordinal));
        await bob.SendAsync("hello\n");
        await terminal.ShowsLineAsync("<bob> hello");
        await terminal.ResizeAsync(20);
        await bob.SendAsync("again\n");
        await terminal.ShowsAsync("both lines above the line being typed", lines =>
            lines.Contains("<bob> again") && lines[^1].EndsWith("3839", StringComparison.Ordinal));
        await terminal.PressAsync("Enter");

        await bob.Received.WaitForAsync($"<ann> {typed}\n");
    }

    [Fact]
    public async Task Who_gives_no_name_is_asked_for_it_and_leaves_with_quit()
    {
        await using var bob = await LineConnection.JoinPlainAsync(_server.Plain, "bob");
        await using var terminal = await TmuxTerminal.StartAsync($"'{ParleyCommand.Path}' join {_server.Plain.OriginalString}");
        await terminal.ShowsAsync("the question for the name", lines => lines[^1] == "Your name:");
        await terminal.TypeAsync("Zoe");
        await terminal.PressAsync("Enter");
        await terminal.ShowsLineAsync("*** you are now called Zoe");

        await terminal.TypeAsync("héllo 🎉");
        await terminal.PressAsync("Enter");
        await bob.Received.WaitForAsync("<Zoe> héllo 🎉\n");
        await terminal.ShowsLineAsync("<You> héllo 🎉");

        await terminal.TypeAsync("/quit time for bed");
        await terminal.PressAsync("Enter");
        await terminal.ShowsLineAsync("[exit code 0]");
        await bob.Received.WaitForAsync("*** Zoe left (time for bed)\n");
    }

    [Fact]
    public async Task What_comes_back_from_the_server_is_shown_once()
    {
        await using var terminal = await JoinAsync("ann", _server.Doors[1]);
        await terminal.TypeAsync("hello");
        await terminal.PressAsync("Enter");
        await terminal.ShowsLineAsync("ann: hello");
        await terminal.TypeAsync("/quit");
        await terminal.PressAsync("Enter");
        var shown = await terminal.ShowsLineAsync("[exit code 0]");

        Assert.Single(shown, line => line.Contains("hello", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task When_the_server_goes_away_it_says_so_and_ends_with_code_1(string signal)
    {
        await using var terminal = await JoinAsync("ann");
        await terminal.TypeAsync("half a li");
        await terminal.ShowsLastLineAsync("> half a li");

        await _server.Process.SignalAsync(signal);

        var shown = await terminal.ShowsLineAsync("[exit code 1]");
        Assert.Contains(shown, line => Gone().IsMatch(line));
        Assert.Equal(signal == "TERM", shown.Contains("*** the server is shutting down"));
    }

    private async Task<TmuxTerminal> JoinAsync(string nick, Uri? door = null, int columns = 80)
    {
        var url = (door ?? _server.Plain).OriginalString;
        var terminal = await TmuxTerminal.StartAsync($"'{ParleyCommand.Path}' join '{url}' --nick {nick}", columns);
        var greeting = door is null ? $"*** you are now called {nick}" : "Connected to server!";
        await terminal.ShowsAsync("the room", lines => lines.Contains(greeting) && lines[^1] == ">");
        return terminal;
    }

    [GeneratedRegex("^parley: the (server closed the connection|connection was lost: .+)$")]
    private static partial Regex Gone();
}
