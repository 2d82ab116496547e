using System.CommandLine;
using System.CommandLine.Parsing;
using Parley.Cli.History;
using Parley.Server.Storage.Sqlite;

namespace Parley.Cli.Commands;

/// <summary><c>parley log</c>: print the stored history, also while a server is running on it.</summary>
internal static class LogCommand
{
    public static System.CommandLine.Command Create()
    {
        var room = new Argument<RoomName?>("room")
        {
            Description = "Only what happened in this room. Default: everything.",
            DefaultValueFactory = _ => null,
            CustomParser = ParseRoom,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line: sequence, time, kind, room, who, text." };
        var after = new Option<string?>("--after", "--since") { Description = "Only what comes after this place: a sequence number, a time such as 2026-11-21T14:30, or how long ago, such as 2h.", HelpName = "place" };
        var before = new Option<string?>("--before", "--until") { Description = "Only what comes before this place.", HelpName = "place" };
        var who = new Option<string?>("--who") { Description = "Only what somebody did: who was called so, or logged in to the account of that name.", HelpName = "name" };
        var kinds = new Option<string[]>("--kind") { Description = "Only events of this kind, such as said, joined or kicked; may be given several times.", HelpName = "kind" };
        var text = new Option<string?>("--text") { Description = "Only lines with this text in them, in whatever case.", HelpName = "text" };
        var limit = new Option<int?>("--limit") { Description = "Only so many, the newest.", HelpName = "count" };
        var data = new Option<string>("--data")
        {
            Description = "The server's data directory.",
            HelpName = "directory",
            DefaultValueFactory = _ => "parley-data",
        };

        var command = new System.CommandLine.Command("log", "Print the stored history.") { room, json, after, before, who, kinds, text, limit, data };
        foreach (var place in (Option<string?>[])[after, before]) place.Validators.Add(CheckPlace);
        kinds.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !EventCodec.KindNames.Contains(token.Value)))
                result.AddError($"'{Terminal.TerminalText.Clean(token.Value)}' is no kind of event. There are: {string.Join(", ", EventCodec.KindNames.Order(StringComparer.Ordinal))}.");
        });
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1) result.AddError("--limit is at least 1.");
        });
        command.SetAction((result, cancellationToken) => RunAsync(
            new Wanted(result.GetValue(room), result.GetValue(after), result.GetValue(before), result.GetValue(limit))
            {
                Who = result.GetValue(who),
                Kinds = result.GetValue(kinds) ?? [],
                Text = result.GetValue(text),
            },
            result.GetValue(json) ? LogLine.ToJson : LogLine.ToText,
            result.GetRequiredValue(data),
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static RoomName? ParseRoom(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (RoomName.TryParse(text.StartsWith('#') ? text : "#" + text, out var room)) return room;
        result.AddError($"'{Terminal.TerminalText.Clean(text)}' cannot be a room's name.");
        return null;
    }

    private static void CheckPlace(OptionResult result)
    {
        if (result.Tokens is [var token] && !Wanted.IsPlace(token.Value))
            result.AddError($"'{Terminal.TerminalText.Clean(token.Value)}' is neither a sequence number nor a time.");
    }

    private static async Task<int> RunAsync(
        Wanted wanted, Func<Event, string> format, string directory, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await using var log = await SqliteEventLog.OpenReadOnlyAsync(directory, cancellationToken);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 64 * 1024);
            await foreach (var stored in wanted.ReadAsync(log, cancellationToken)) await output.WriteLineAsync(format(stored));
            return ExitCode.Success;
        }
        catch (EventLogException e)
        {
            await error.WriteLineAsync($"parley: {e.Message}");
            return ExitCode.Failure;
        }
        catch (IOException)
        {
            // Whoever reads the output has seen enough: parley log | head
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
    }
}
