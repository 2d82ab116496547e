using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Parley.Server;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary><c>startup</c>: how long a server takes until its doors are open, on a log with very many messages.</summary>
/// <remarks>
/// Each start is a process of its own, as <c>parley serve</c> is, and is killed, so that the next one finds the log as a
/// crash leaves it: with a newest snapshot that is as old as it gets, and with people whose sessions have to be ended.
/// </remarks>
internal static class StartupMeasurement
{
    private const int Starts = 3;

    public static System.CommandLine.Command CreateCommand()
    {
        var events = new Option<int>("--events") { Description = "How many messages are in the log.", DefaultValueFactory = _ => 1_000_000 };
        var command = new System.CommandLine.Command("startup", "Measure the start of a server on a long log.") { events };
        command.SetAction(result => RunAsync(result.GetValue(events)));
        return command;
    }

    /// <summary><c>start DIR</c>: one start, in this process; then it waits to be killed.</summary>
    public static System.CommandLine.Command CreateStartCommand()
    {
        var directory = new Argument<string>("directory");
        var command = new System.CommandLine.Command("start", "One start of the measurement \"startup\".") { directory };
        command.SetAction((result, cancellationToken) => StartAsync(result.GetRequiredValue(directory), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int events)
    {
        var directory = Directory.CreateTempSubdirectory("parley-startup-");
        try
        {
            Console.WriteLine($"filling {directory} with {events:N0} messages …");
            await FillAsync(directory.FullName, events);
            var bytes = new FileInfo(Path.Combine(directory.FullName, "parley.db")).Length;
            Console.WriteLine($"{bytes >> 20:N0} MB; the newest snapshot is {Math.Min(events, SqliteEventLog.EventsBetweenSnapshots):N0} events old");
            for (var i = 0; i < Starts; i++) await MeasureAsync(directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(string directory, int events)
    {
        var lobby = new Lobby(people: 1000, rooms: 10);
        await using var log = await SqliteEventLog.OpenAsync(
            new SqliteLogOptions { Directory = directory, Durability = Durability.Normal }, CancellationToken.None);
        await AppendAsync(log, lobby.Opening);
        foreach (var chunk in Enumerable.Range(1, events).Chunk(1000))
        {
            await AppendAsync(log, chunk.Select(_ => lobby.Speak()).ToList());
            if (chunk.Contains(events - SqliteEventLog.EventsBetweenSnapshots))
                await log.WriteSnapshotAsync(lobby.World.TakeSnapshot(), CancellationToken.None);
        }
    }

    private static async Task AppendAsync(SqliteEventLog log, List<Event> events)
    {
        using var turn = await log.TakeTurnAsync(new Sequence(events[0].Sequence.Value - 1), CancellationToken.None);
        await turn.AppendAsync(events);
    }

    private static async Task MeasureAsync(string directory)
    {
        var launched = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["start", directory]) { RedirectStandardOutput = true })!;
        var starting = await process.StandardOutput.ReadLineAsync();
        var sinceLaunch = Stopwatch.GetElapsedTime(launched);
        process.Kill();
        await process.WaitForExitAsync();
        Console.WriteLine($"doors open after {starting} ms; {sinceLaunch.TotalMilliseconds:N0} ms after the process was launched");
    }

    private static async Task StartAsync(string directory, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var server = await ChatServer.StartAsync(
            new ServerOptions { Data = directory, Doors = ["plain://127.0.0.1:0"] }, cancellationToken: cancellationToken);
        Console.WriteLine(Stopwatch.GetElapsedTime(begun).TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture));
        await server.WaitForShutdownAsync(cancellationToken);
    }
}
