using Microsoft.Extensions.Logging;
using Parley.Server.Node;

namespace Parley.Server.Delivery;

/// <summary>All delivery shards of this node: as many as there are processors, the sessions spread over them.</summary>
internal sealed class Shards : IDisposable
{
    /// <summary>So many deliveries may be on their way through the shards before the next has to wait.</summary>
    private const int DeliveriesMax = 64;

    private readonly Shard[] _shards;
    private readonly SemaphoreSlim _free = new(DeliveriesMax);
    private Task _running = Task.CompletedTask;

    public Shards(TimeProvider time, ILogger<Shards> logger) =>
        _shards = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Shard(time, logger))];

    public void Start() => _running = Task.WhenAll(_shards.Select(shard => Task.Run(shard.RunAsync)));

    /// <summary>Finishes what has been given to the shards, then stops them.</summary>
    public Task StopAsync()
    {
        foreach (var shard in _shards) shard.Complete();
        return _running;
    }

    public void Dispose() => _free.Dispose();

    /// <summary>Gives a session its shard. From any thread.</summary>
    public void Attach(LocalSession session)
    {
        session.Shard = _shards[session.Id.Number % _shards.Length];
        session.Shard.Attach(session);
    }

    /// <summary>Hands stored batches, in their order, to all shards; waits only while they have many others to finish. One caller at a time.</summary>
    public async ValueTask DeliverAsync(params IReadOnlyList<Batch> batches)
    {
        await _free.WaitAsync();
        var remaining = _shards.Length;
        Action delivered = () =>
        {
            if (Interlocked.Decrement(ref remaining) == 0) _free.Release();
        };
        foreach (var shard in _shards) shard.Deliver(batches, delivered);
    }

    /// <summary>Lets every session look at the server's settings again.</summary>
    public void Reload()
    {
        foreach (var shard in _shards) shard.Reload();
    }

    /// <summary>Says a last word to every session and asks for its end.</summary>
    public void CloseAll(Reply farewell, string reason)
    {
        foreach (var shard in _shards) shard.CloseAll(farewell, reason);
    }
}
