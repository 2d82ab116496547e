namespace Parley.Server.Delivery;

/// <summary>Something on its way out, with its bytes in each rendering that somebody needed.</summary>
/// <remarks>
/// Shared by all shards without a lock: bytes are immutable, and if two shards render the same at the same time, both
/// results are good.
/// </remarks>
/// <param name="origin">What led to it.</param>
internal abstract class Rendered(Origin origin) : Outcome
{
    private Version? _versions;

    /// <summary>What led to it.</summary>
    public Origin Origin { get; } = origin;

    /// <summary>The bytes in this rendering; empty when it does not show there.</summary>
    public byte[] In(Rendering rendering)
    {
        var first = Volatile.Read(ref _versions);
        for (var known = first; known is not null; known = known.Next)
        {
            if (ReferenceEquals(known.Rendering, rendering)) return known.Bytes;
        }

        var bytes = Render(rendering);
        Interlocked.CompareExchange(ref _versions, new Version(rendering, bytes, first), first);
        return bytes;
    }

    protected abstract byte[] Render(Rendering rendering);

    private sealed record Version(Rendering Rendering, byte[] Bytes, Version? Next);
}
