namespace Parley.Server.Delivery;

/// <summary>So many at once, then so many a second: a bucket of tokens that fills by the server's own clock.</summary>
/// <remarks>It begins full. Nothing waits in it: who gets no token asks again. Safe from any thread.</remarks>
/// <param name="limit">How many tokens it holds.</param>
/// <param name="perSecond">How many come back in a second.</param>
/// <param name="time">The server's clock.</param>
internal sealed class TokenBucket(int limit, double perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();

    // As it was when one was taken last. Asking changes nothing, or fractions that are added up would be lost.
    private double _tokens = limit;
    private long _takenAt = time.GetTimestamp();

    /// <summary>How many tokens it holds.</summary>
    public int Limit => limit;

    /// <summary>How many come back in a second.</summary>
    public double PerSecond => perSecond;

    /// <summary>Whether it is as good as a new one.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock) return TokensAt(time.GetTimestamp()) >= limit;
        }
    }

    /// <summary>Whether there is a token, a whole one.</summary>
    public bool HasAny
    {
        get
        {
            lock (_lock) return TokensAt(time.GetTimestamp()) >= 1;
        }
    }

    /// <summary>Takes a token; false if there is none.</summary>
    public bool TryTake() => TryTake(least: 1);

    /// <summary>Takes a token even if there is none: it is owed, and comes back first. At most as many are owed as it holds.</summary>
    public void Take() => TryTake(least: 1 - limit);

    private bool TryTake(double least)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var tokens = TokensAt(now);
            if (tokens < least) return false;
            (_tokens, _takenAt) = (tokens - 1, now);
            return true;
        }
    }

    private double TokensAt(long now) => Math.Min(limit, _tokens + (perSecond * time.GetElapsedTime(_takenAt, now).TotalSeconds));
}
