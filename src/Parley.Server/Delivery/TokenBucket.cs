using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Parley.Server.Delivery;

/// <summary>A token bucket that fills by the server's own clock; the framework's fills by the machine's.</summary>
/// <remarks>It begins full. Nothing waits in it: who gets no token asks again. Safe from any thread.</remarks>
/// <param name="limit">How many tokens it holds.</param>
/// <param name="perSecond">How many come back in a second.</param>
/// <param name="time">The server's clock.</param>
internal sealed class TokenBucket(int limit, double perSecond, TimeProvider time) : RateLimiter
{
    private static readonly Lease Granted = new(true);
    private static readonly Lease Refused = new(false);

    private readonly Lock _lock = new();
    private double _tokens = limit;
    private long _filledAt = time.GetTimestamp();
    private long _usedAt = time.GetTimestamp();

    /// <summary>How many tokens it holds.</summary>
    public int Limit => limit;

    /// <summary>How many come back in a second.</summary>
    public double PerSecond => perSecond;

    /// <summary>How long it has been of no use: full, and not asked.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                Fill();
                return _tokens < limit ? null : time.GetElapsedTime(_usedAt);
            }
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            Fill();
            _usedAt = _filledAt;
            if (_tokens < permitCount) return Refused;
            _tokens -= permitCount;
            return Granted;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(limit, _tokens + (perSecond * time.GetElapsedTime(_filledAt, now).TotalSeconds));
        _filledAt = now;
    }

    private sealed class Lease(bool isAcquired) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
