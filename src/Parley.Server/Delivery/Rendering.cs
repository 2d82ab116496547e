using System.Buffers;

namespace Parley.Server.Delivery;

/// <summary>One way to turn an event into bytes. All sessions with the same rendering share the same bytes.</summary>
/// <remarks>Compared by reference, so one instance for each way, kept for the life of the server. Safe from any thread.</remarks>
internal abstract class Rendering
{
    /// <summary>The event as a whole message of the dialect; empty when it does not show there. Pure.</summary>
    public abstract byte[] Render(Event happened);

    /// <summary>As <see cref="Render(Event)"/>, for one that has just happened: with what came along and is not stored.</summary>
    public virtual byte[] Render(CommittedEvent committed) => Render(committed.Event);

    /// <summary>All messages of a burst, one behind the other.</summary>
    public virtual byte[] Render(CommittedBurst burst)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var message in burst.Messages) bytes.Write(Render(message));
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The signal as a whole message of the dialect; empty when it does not show there. Pure.</summary>
    public virtual byte[] Render(Signal signal) => [];
}
