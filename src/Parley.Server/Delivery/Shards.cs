using System.Collections.Immutable;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using Parley.Server.Node;

namespace Parley.Server.Delivery;

/// <summary>All delivery shards of this node, the sessions spread over them.</summary>
/// <remarks>
/// A thread that reads connections has a shard of its own, which writes to them on that thread. All other sessions are spread over as
/// many shards as there are processors, on the thread pool.
/// </remarks>
internal sealed class Shards(TimeProvider time, ILogger<Shards> logger) : IDisposable
{
    /// <summary>So many deliveries may be on their way through the shards before the next has to wait.</summary>
    private const int DeliveriesMax = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<(PipeScheduler Scheduler, int Number), Shard> _shards = [];
    private readonly SemaphoreSlim _free = new(DeliveriesMax);
    private ImmutableArray<Shard> _all = [];
    private (Reply Words, string Reason)? _farewell;

    /// <summary>Finishes what has been given to the shards.</summary>
    public async Task StopAsync()
    {
        foreach (var shard in _all) await shard.DisposeAsync();
    }

    public void Dispose() => _free.Dispose();

    /// <summary>Gives a session its shard. From any thread.</summary>
    public void Attach(LocalSession session)
    {
        session.Shard = ShardOf(session);
        session.Shard.Attach(session);
    }

    /// <summary>Hands stored batches, in their order, to all shards; waits only while they have many others to finish. One caller at a time.</summary>
    public async ValueTask DeliverAsync(params IReadOnlyList<Batch> batches)
    {
        await _free.WaitAsync();
        var remaining = 1;
        foreach (var shard in _all)
        {
            if (!shard.IsInUse) continue;
            Interlocked.Increment(ref remaining);
            shard.Deliver(batches, Delivered);
        }

        Delivered();

        void Delivered()
        {
            if (Interlocked.Decrement(ref remaining) == 0) _free.Release();
        }
    }

    /// <summary>Lets every session look at the server's settings again.</summary>
    public void Reload()
    {
        foreach (var shard in _all) shard.Reload();
    }

    /// <summary>Says a last word to every session, and to those who come after, and asks for its end.</summary>
    public void CloseAll(Reply farewell, string reason)
    {
        lock (_lock)
        {
            _farewell = (farewell, reason);
            foreach (var shard in _all) shard.CloseAll(farewell, reason);
        }
    }

    private Shard ShardOf(LocalSession session)
    {
        var number = session.Scheduler == PipeScheduler.ThreadPool ? (int)(session.Id.Number % Environment.ProcessorCount) : 0;
        lock (_lock)
        {
            if (_shards.TryGetValue((session.Scheduler, number), out var existing)) return existing;

            var shard = new Shard(session.Scheduler, time, logger);
            _shards.Add((session.Scheduler, number), shard);
            _all = _all.Add(shard);
            if (_farewell is var (words, reason)) shard.CloseAll(words, reason);
            return shard;
        }
    }
}
