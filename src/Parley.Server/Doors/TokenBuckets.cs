using System.Runtime.InteropServices;
using Parley.Server.Delivery;

namespace Parley.Server.Doors;

/// <summary>A <see cref="TokenBucket"/> for everybody: for each address, or each account.</summary>
/// <remarks>
/// One that is full again is forgotten some time later, so there are at most twice as many as are in use. Safe from any thread.
/// </remarks>
/// <param name="limit">How many tokens each holds.</param>
/// <param name="perSecond">How many come back in a second.</param>
/// <param name="time">The server's clock.</param>
internal sealed class TokenBuckets<TKey>(int limit, double perSecond, TimeProvider time)
    where TKey : notnull
{
    private const int UnsweptMin = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TokenBucket> _buckets = [];
    private int _sweepAt = UnsweptMin;

    /// <summary>How many it remembers.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _buckets.Count;
        }
    }

    /// <summary>These, if each holds so many; else new ones that do.</summary>
    public TokenBuckets<TKey> WithLimit(int tokens) => tokens == limit ? this : new(tokens, perSecond, time);

    /// <summary>Whether there is a token for this one.</summary>
    public bool HasAny(TKey key)
    {
        lock (_lock) return !_buckets.TryGetValue(key, out var bucket) || bucket.HasAny;
    }

    /// <inheritdoc cref="TokenBucket.TryTake()"/>
    public bool TryTake(TKey key)
    {
        lock (_lock) return Of(key).TryTake();
    }

    /// <inheritdoc cref="TokenBucket.Take"/>
    public void Take(TKey key)
    {
        lock (_lock) Of(key).Take();
    }

    private TokenBucket Of(TKey key)
    {
        if (_buckets.Count >= _sweepAt) Sweep();
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, key, out _);
        return bucket ??= new TokenBucket(limit, perSecond, time);
    }

    private void Sweep()
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsFull) _buckets.Remove(key);
        }

        _sweepAt = Math.Max(UnsweptMin, 2 * _buckets.Count);
    }
}
