namespace Parley.Cli.Serving;

/// <summary>Gives memory back to the system when a wave of work is over.</summary>
/// <remarks>
/// The collector runs when memory is asked for, so what a crowd has left when it came in would stay until somebody says more.
/// Here that is collected as soon as it is quiet: some tens of milliseconds, when hardly anybody is there to notice.
/// </remarks>
internal sealed class MemoryTrimmer : IDisposable
{
    /// <summary>How much is allocated in a period at the most, in bytes, while it is quiet.</summary>
    internal const long QuietBytesMax = 1 << 20;

    /// <summary>How much has to have been allocated, in bytes, for a collection to be worth its while.</summary>
    internal const long WorthBytesMin = 32 << 20;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly Func<long> _allocatedBytes;
    private readonly Action _trim;
    private readonly ITimer _timer;
    private long _before;
    private long _trimmedAt;

    /// <summary>Begins to watch this process.</summary>
    public MemoryTrimmer()
        : this(TimeProvider.System, () => GC.GetTotalAllocatedBytes(), () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true))
    {
    }

    /// <summary>Watches what the arguments say instead.</summary>
    internal MemoryTrimmer(TimeProvider time, Func<long> allocatedBytes, Action trim)
    {
        _allocatedBytes = allocatedBytes;
        _trim = trim;
        _timer = time.CreateTimer(_ => Look(), null, Period, Period);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = _allocatedBytes();
        var isQuiet = now - _before <= QuietBytesMax;
        _before = now;
        if (!isQuiet || now - _trimmedAt < WorthBytesMin) return;
        _trimmedAt = now;
        _trim();
    }
}
