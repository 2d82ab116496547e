using System.CommandLine;
using Microsoft.Extensions.Logging;
using Parley.Cli.Bench;
using Parley.Server;

namespace Parley.Cli.Commands;

/// <summary><c>parley bench</c>: see what this machine carries.</summary>
internal static class BenchCommand
{
    public static System.CommandLine.Command Create()
    {
        var url = new Argument<string?>("url")
        {
            Description = "The door to measure, irc://host:port or plain://host:port. Default: a server of its own in a temporary directory.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var clients = Number("--clients", "How many connect.", 200);
        var rooms = Number("--rooms", "How many rooms they are spread over.", 10);
        var senders = Number("--senders", "How many speak in each room.", 2);
        var window = Number("--window", "How many messages of each sender may be on their way; 1 for the least latency.", 8);
        var bytes = Number("--bytes", "The length of a message's text.", 100);
        var quietRooms = Number("--quiet-rooms", "How many rooms of two are beside them, where something is said once a second; their latency is told apart.", 0);
        var seconds = Number("--seconds", "How long it is measured.", 10);
        var warmUp = Number("--warm-up", "How many seconds before that do not count.", 3);

        var command = new System.CommandLine.Command(
            "bench",
            "Measure messages to rooms: deliveries a second, latency, and whether all came once and in order. Clients and server share the machine.")
        {
            url, clients, rooms, senders, window, bytes, quietRooms, seconds, warmUp,
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(url),
            new BenchPlan(
                result.GetValue(clients),
                result.GetValue(rooms),
                result.GetValue(senders),
                result.GetValue(window),
                result.GetValue(bytes),
                TimeSpan.FromSeconds(result.GetValue(warmUp)),
                TimeSpan.FromSeconds(result.GetValue(seconds)),
                result.GetValue(quietRooms)),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "number", DefaultValueFactory = _ => otherwise };

    private static async Task<int> RunAsync(string? url, BenchPlan plan, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (plan.Flaw is { } flaw)
        {
            await error.WriteLineAsync($"parley: {flaw}");
            return ExitCode.Usage;
        }

        try
        {
            var result = url is null
                ? await MeasureOwnAsync(plan, output, cancellationToken)
                : await new BenchRun(url, plan, TimeProvider.System).RunAsync(output, cancellationToken);
            await output.WriteLineAsync(result.ToString());
            return result.IsSound ? ExitCode.Success : ExitCode.Failure;
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync($"parley: {e.Message}");
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or EventLogException)
        {
            await error.WriteLineAsync($"parley: {e.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Failure;
        }
    }

    private static async Task<BenchResult> MeasureOwnAsync(BenchPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("parley-bench-");
        try
        {
            await using var server = await ChatServer.StartAsync(
                new ServerOptions { Data = directory.FullName, Doors = ["irc://127.0.0.1:0"] },
                host => host.Logging.SetMinimumLevel(LogLevel.Warning),
                cancellationToken);
            return await new BenchRun(server.Doors[0].Url, plan, TimeProvider.System).RunAsync(output, cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
