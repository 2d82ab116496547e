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
        var data = new Option<string>("--data")
        {
            Description = "The server's data directory.",
            HelpName = "directory",
            DefaultValueFactory = _ => "parley-data",
        };

        var command = new System.CommandLine.Command("log", "Print the stored history.") { room, json, data };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(room),
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

    private static async Task<int> RunAsync(
        RoomName? room, Func<Event, string> format, string directory, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await using var log = await SqliteEventLog.OpenReadOnlyAsync(directory, cancellationToken);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 64 * 1024);
            var events = room is { } name
                ? log.ReadRoomsCalledAsync(name, cancellationToken)
                : log.ReadAsync(Sequence.Start, cancellationToken);
            await foreach (var stored in events) await output.WriteLineAsync(format(stored));
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
