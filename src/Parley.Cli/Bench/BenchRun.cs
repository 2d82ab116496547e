using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Parley.Cli.Bench;

/// <summary>One measurement against a server: clients come, speak for a while, and what was not heard by then is waited for.</summary>
internal sealed class BenchRun
{
    private const int ConnectingAtOnce = 64;

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
        await output.WriteLineAsync(
            $"{_door.GetLeftPart(UriPartial.Authority)}: {_plan.Clients} clients in {_plan.Rooms} rooms, {_plan.Senders} speak in each, {_plan.Window} messages on their way from each");
        var rooms = Enumerable.Range(0, _plan.Rooms).Select(_ => new List<BenchConnection>()).ToArray();
        var senders = new List<BenchSender>();
        var connections = new List<BenchConnection>();
        try
        {
            for (var i = 0; i < _plan.Clients; i++)
            {
                var connection = new BenchConnection(_dialect, string.Create(CultureInfo.InvariantCulture, $"#bench-{i % _plan.Rooms}"));
                connections.Add(connection);
                rooms[i % _plan.Rooms].Add(connection);
            }

            await ConnectAsync(connections, cancellationToken);
            foreach (var members in rooms)
            {
                var speakers = members.Take(_plan.Senders).Select((member, number) => new BenchSender(member, number, _plan, members.Count - 1)).ToArray();
                foreach (var member in members) member.Expect(speakers);
                senders.AddRange(speakers);
            }

            await SpeakAsync(connections, senders, cancellationToken);
            await DrainAsync(connections, ExpectedAt(rooms), cancellationToken);
            return Result(rooms, senders);
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
            foreach (var sender in senders) sender.Dispose();
        }

        long ExpectedAt(List<BenchConnection>[] all) => all.Select((members, room) => SendersOf(senders, room).Sum(sender => sender.Sent) * (members.Count - 1)).Sum();
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

    private async Task SpeakAsync(List<BenchConnection> connections, List<BenchSender> senders, CancellationToken cancellationToken)
    {
        var from = Stopwatch.GetTimestamp() + Ticks(_plan.WarmUp);
        foreach (var connection in connections) connection.Counted = (from, from + Ticks(_plan.Time));

        using var speaking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var all = Task.WhenAll(senders.Select(sender => sender.SpeakAsync(speaking.Token)));
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

    private BenchResult Result(List<BenchConnection>[] rooms, List<BenchSender> senders)
    {
        var latencies = new LatencyHistogram();
        var (lost, duplicated, reordered) = (0L, 0L, 0L);
        foreach (var (room, members) in rooms.Index())
        {
            foreach (var (number, member) in members.Index())
            {
                latencies.Add(member.Latencies);
                foreach (var (speaker, sender) in SendersOf(senders, room).Index())
                {
                    var check = member.Checks[speaker];
                    duplicated += check.Duplicated;
                    reordered += check.Reordered;
                    if (number != speaker) lost += check.Lost(sender.Sent);
                }
            }
        }

        return new BenchResult(_plan, latencies, lost, duplicated, reordered);
    }

    private IEnumerable<BenchSender> SendersOf(List<BenchSender> senders, int room) => senders.Skip(room * _plan.Senders).Take(_plan.Senders);

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
