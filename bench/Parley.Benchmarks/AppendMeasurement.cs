using System.CommandLine;
using System.Diagnostics;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary><c>append</c>: how many events a second the log takes, and how much processor time each costs.</summary>
/// <remarks>
/// Processor time, which BenchmarkDotNet does not show, says what is left for the rest of the server while the disk is
/// waited for. The disk is the one of the temporary directory: set TMPDIR to measure another.
/// </remarks>
internal static class AppendMeasurement
{
    private static readonly (string Name, int BatchEvents, int InFlightMax)[] Ways =
    [
        ("one by one", 1, 1),
        ("batches of 16", 16, 1),
        ("batches of 256", 256, 1),
        ("pipelined, 16 batches of 64", 64, 16),
    ];

    public static System.CommandLine.Command CreateCommand()
    {
        var events = new Option<int>("--events") { Description = "How many events to append.", DefaultValueFactory = _ => 100_000 };
        var rooms = new Option<int>("--rooms") { Description = "Over how many rooms.", DefaultValueFactory = _ => 1 };
        var rounds = new Option<int>("--rounds") { Description = "How often; the best counts.", DefaultValueFactory = _ => 3 };
        var command = new System.CommandLine.Command("append", "Measure appending to the SQLite log.") { events, rooms, rounds };
        command.SetAction(result => RunAsync(result.GetValue(events), result.GetValue(rooms), result.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(int events, int rooms, int rounds)
    {
        Console.WriteLine($"{events:N0} events at the most in {rooms} rooms, best of {rounds} rounds");
        foreach (var durability in Enum.GetValues<Durability>())
        {
            foreach (var (name, batchEvents, inFlightMax) in Ways)
            {
                // What waits for the disk each time needs fewer events to be measured.
                var count = Math.Min(events, 2_000 * batchEvents * inFlightMax);
                var (seconds, cpu) = (double.MaxValue, double.MaxValue);
                for (var round = 0; round < rounds; round++)
                {
                    var (elapsed, used) = await MeasureAsync(durability, count, rooms, batchEvents, inFlightMax);
                    seconds = Math.Min(seconds, elapsed.TotalSeconds);
                    cpu = Math.Min(cpu, used.TotalMicroseconds);
                }

                Console.WriteLine($"{durability,-6} {name,-28} {count / seconds,9:N0} events/s {cpu / count,7:N2} µs of processor/event");
            }
        }
    }

    private static async Task<(TimeSpan Elapsed, TimeSpan Processor)> MeasureAsync(
        Durability durability, int events, int rooms, int batchEvents, int inFlightMax)
    {
        var lobby = new Lobby(people: 100, rooms);
        var batches = Speak(events).Chunk(batchEvents).ToList();
        var directory = Directory.CreateTempSubdirectory("parley-append-");
        try
        {
            await using var log = await SqliteEventLog.OpenAsync(
                new SqliteLogOptions { Directory = directory.FullName, Durability = durability }, CancellationToken.None);
            await AppendAsync(log, [[.. lobby.Opening], .. batches[..(batches.Count / 10)]], inFlightMax);

            var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await AppendAsync(log, batches[(batches.Count / 10)..], inFlightMax);
            return (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before);
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        IEnumerable<Event> Speak(int count)
        {
            for (var i = 0; i < count + (count / 9); i++) yield return lobby.Speak();
        }
    }

    private static async Task AppendAsync(SqliteEventLog log, IReadOnlyList<Event[]> batches, int inFlightMax)
    {
        var inFlight = new Queue<Task>();
        foreach (var batch in batches)
        {
            using var turn = await log.TakeTurnAsync(new Sequence(batch[0].Sequence.Value - 1), CancellationToken.None);
            inFlight.Enqueue(turn.AppendAsync(batch));
            if (inFlight.Count == inFlightMax) await inFlight.Dequeue();
        }

        await Task.WhenAll(inFlight);
    }
}
