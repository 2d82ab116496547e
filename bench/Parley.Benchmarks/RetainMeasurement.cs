using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Parley.Benchmarks;

/// <summary><c>retain</c>: what it costs to keep the newest events in memory, as <c>--data none</c> does.</summary>
/// <remarks>
/// Processor time of the whole process: what is kept is work for the collector of garbage above all, on threads of its own too.
/// </remarks>
internal static class RetainMeasurement
{
    private const int EventsMax = 50_000;
    private const int EventsPerSnapshot = 20_000;
    private const int BatchEvents = 50;

    public static System.CommandLine.Command CreateCommand()
    {
        var events = new Option<int>("--events") { Description = "How many events happen.", DefaultValueFactory = _ => 500_000 };
        var rooms = new Option<int>("--rooms") { Description = "Over how many rooms.", DefaultValueFactory = _ => 100 };
        var rounds = new Option<int>("--rounds") { Description = "How often; the best counts.", DefaultValueFactory = _ => 5 };
        var command = new System.CommandLine.Command("retain", "Measure keeping events in memory.") { events, rooms, rounds };
        command.SetAction(result => RunAsync(result.GetValue(events), result.GetValue(rooms), result.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(int events, int rooms, int rounds)
    {
        Console.WriteLine($"{events:N0} events in {rooms} rooms, best of {rounds} rounds");
        foreach (var (name, isKept) in ((string, bool)[])[("made and forgotten", false), ("made and kept", true)])
        {
            var (cpu, pause) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                var (used, paused) = await MeasureAsync(events, rooms, isKept);
                cpu = Math.Min(cpu, used.TotalMicroseconds);
                pause = Math.Min(pause, paused.TotalMicroseconds);
            }

            Console.WriteLine($"{name,-20} {cpu / events,7:N2} µs of processor/event, {pause / events,7:N2} of them pauses of the collector");
        }

        var lobby = new Lobby(people: 1000, rooms);
        var taken = TimeSpan.MaxValue;
        for (var i = 0; i < 100; i++)
        {
            var start = Stopwatch.GetTimestamp();
            lobby.World.TakeSnapshot();
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed < taken) taken = elapsed;
        }

        Console.WriteLine($"a snapshot of 1,000 people in {rooms} rooms {taken.TotalMicroseconds,7:N0} µs");
    }

    private static async Task<(TimeSpan Processor, TimeSpan Pauses)> MeasureAsync(int events, int rooms, bool isKept)
    {
        var lobby = new Lobby(people: 1000, rooms);
        await using var log = new MemoryEventLog { EventsMax = EventsMax };
        await AppendAsync(log, lobby.Opening);
        var snapshot = lobby.World.TakeSnapshot();

        GC.Collect();
        var (before, paused) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
        for (var first = 0; first < events; first += BatchEvents)
        {
            Event[] batch = [.. Enumerable.Range(first, BatchEvents).Select(number => lobby.Speak(
                string.Create(CultureInfo.InvariantCulture, $"Shall we meet at the fountain at {number}, as always?")))];
            if (!isKept) continue;
            await AppendAsync(log, batch);
            if (first % EventsPerSnapshot == 0) await log.WriteSnapshotAsync(snapshot with { Head = lobby.World.Head }, CancellationToken.None);
        }

        return (Environment.CpuUsage.TotalTime - before, GC.GetTotalPauseDuration() - paused);
    }

    private static async Task AppendAsync(MemoryEventLog log, IReadOnlyList<Event> batch)
    {
        using var turn = await log.TakeTurnAsync(new Sequence(batch[0].Sequence.Value - 1), CancellationToken.None);
        await turn.AppendAsync(batch);
    }
}
