namespace Parley.Server.Delivery;

/// <summary>A stored event on its way out, with its bytes in each rendering that somebody needed.</summary>
/// <remarks>
/// Shared by all shards without a lock: bytes are immutable, and if two shards render the same at the same time, both
/// results are good.
/// </remarks>
internal sealed class CommittedEvent(Event happened)
{
    private Rendered? _rendered;

    public Event Event { get; } = happened;

    /// <summary>The event's bytes in this rendering; empty when it does not show there.</summary>
    public byte[] In(Rendering rendering)
    {
        var first = Volatile.Read(ref _rendered);
        for (var known = first; known is not null; known = known.Next)
        {
            if (ReferenceEquals(known.Rendering, rendering)) return known.Bytes;
        }

        var bytes = rendering.Render(Event);
        Interlocked.CompareExchange(ref _rendered, new Rendered(rendering, bytes, first), first);
        return bytes;
    }

    private sealed record Rendered(Rendering Rendering, byte[] Bytes, Rendered? Next);
}
