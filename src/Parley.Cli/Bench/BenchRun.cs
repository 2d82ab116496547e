using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Parley.Cli.Bench;

/// <summary>One measurement against a server: clients come, speak for a while, and what was not heard by then is waited for.</summary>
internal sealed class BenchRun
{
    private const int ConnectingAtOnce = 64;

    /// <summary>In a quiet room: one who speaks, and one who hears it.</summary>
    private const int QuietClients = 2;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    /// <summary>What is not heard for so long at the end is lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly Uri _door;
    private readonly BenchDialect _dialect;
    private readonly BenchPlan _plan;
    private readonly TimeProvider _time;

    /// <exception cref="FormatException">The door is no URL, or one that cannot be measured.</exception>
    public BenchRun(string door, BenchPlan plan, TimeProvider time)
    {
        _dialect = BenchDialect.Of(door, out _door);
        _plan = plan;
        _time = time;
    }

    /// <summary>Measures. What is going to happen is said on <paramref name="output"/>.</summary>
    /// <exception cref="IOException">The server is not there, or does not let the clients in.</exception>
    public async Task<BenchResult> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var beside = _plan.QuietRooms == 0 ? "" : $"; {_plan.QuietRooms} quiet rooms";
        await output.WriteLineAsync(
            $"{_door.GetLeftPart(UriPartial.Authority)}: {_plan.Clients} clients in {_plan.Rooms} rooms, {_plan.Senders} speak in each, {_plan.Window} messages on their way from each{beside}");
        var rooms = new List<BenchRoom>();
        try
        {
            for (var i = 0; i < _plan.Rooms; i++)
            {
                var clients = (_plan.Clients / _plan.Rooms) + (i < _plan.Clients % _plan.Rooms ? 1 : 0);
                rooms.Add(new BenchRoom(_dialect, string.Create(CultureInfo.InvariantCulture, $"#bench-{i}"), clients, _plan.Senders, _plan, isQuiet: false));
            }

            for (var i = 0; i < _plan.QuietRooms; i++)
                rooms.Add(new BenchRoom(_dialect, string.Create(CultureInfo.InvariantCulture, $"#bench-quiet-{i}"), QuietClients, 1, _plan, isQuiet: true));

            var connections = rooms.SelectMany(room => room.Members).ToList();
            await ConnectAsync(connections, cancellationToken);
            await SpeakAsync(rooms, cancellationToken);
            await DrainAsync(connections, rooms.Sum(room => room.Expected), cancellationToken);
            return Result(rooms);
        }
        finally
        {
            foreach (var room in rooms) room.Dispose();
        }
    }

    private async Task ConnectAsync(List<BenchConnection> connections, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectTimeout);
        var run = RandomNumberGenerator.GetHexString(4, lowercase: true);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = patience.Token };
        try
        {
            await Parallel.ForEachAsync(connections.Index(), options, async (client, cancelled) =>
                await client.Item.JoinAsync(_door, string.Create(CultureInfo.InvariantCulture, $"b{run}-{client.Index}"), cancelled));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{_door}: not all clients came into their rooms within {ConnectTimeout.TotalSeconds:0} seconds");
        }
    }

    private async Task SpeakAsync(List<BenchRoom> rooms, CancellationToken cancellationToken)
    {
        var now = Stopwatch.GetTimestamp();
        var from = now + Ticks(_plan.WarmUp);
        foreach (var connection in rooms.SelectMany(room => room.Members)) connection.Counted = (from, from + Ticks(_plan.Time));

        using var speaking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var senders = rooms.ToLookup(room => room.IsQuiet, room => room.Senders);
        var quiet = _plan.QuietRooms == 0 ? Task.CompletedTask : new QuietSpeaker([.. senders[true].SelectMany(some => some)]).SpeakAsync(now, speaking.Token);
        var all = Task.WhenAll([quiet, .. senders[false].SelectMany(some => some).Select(sender => sender.SpeakAsync(speaking.Token))]);
        await Task.WhenAny(all, Task.Delay(_plan.WarmUp + _plan.Time, _time, cancellationToken));
        await speaking.CancelAsync();
        await all;
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Waits until all was heard, or nothing more comes.</summary>
    private async Task DrainAsync(List<BenchConnection> connections, long expected, CancellationToken cancellationToken)
    {
        var (heard, since) = (-1L, _time.GetTimestamp());
        while (connections.Sum(connection => connection.Heard) is var now && now < expected && _time.GetElapsedTime(since) < Patience)
        {
            if (now != heard) (heard, since) = (now, _time.GetTimestamp());
            await Task.Delay(LookAgain, _time, cancellationToken);
        }
    }

    private BenchResult Result(List<BenchRoom> rooms)
    {
        var (latencies, quiet) = (new LatencyHistogram(), new LatencyHistogram());
        var (lost, duplicated, reordered) = (0L, 0L, 0L);
        foreach (var room in rooms)
        {
            foreach (var (number, member) in room.Members.Index())
            {
                (room.IsQuiet ? quiet : latencies).Add(member.Latencies);
                foreach (var (speaker, sender) in room.Senders.Index())
                {
                    var check = member.Checks[speaker];
                    duplicated += check.Duplicated;
                    reordered += check.Reordered;
                    if (number != speaker) lost += check.Lost(sender.Sent);
                }
            }
        }

        return new BenchResult(_plan, latencies, quiet, lost, duplicated, reordered);
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
