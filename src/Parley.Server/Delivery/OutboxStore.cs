using System.Buffers;

namespace Parley.Server.Delivery;

/// <summary>What the outboxes of one shard share, so that one that is empty holds nothing and a full one allocates nothing.</summary>
/// <remarks>Only for the shard's loop.</remarks>
internal sealed class OutboxStore
{
    /// <summary>A queue that has grown beyond so many places is not kept.</summary>
    private const int QueuePlacesKept = 64;

    private const int QueuesKept = 4096;

    private readonly Stack<Queue<byte[]>> _queues = new();

    /// <summary>Where the messages of one write are put together.</summary>
    public ArrayBufferWriter<byte> Gather { get; } = new(Framing.GatheredBytesMax);

    public Queue<byte[]> TakeQueue() => _queues.TryPop(out var queue) ? queue : new();

    public void GiveBack(Queue<byte[]> queue)
    {
        queue.Clear();
        if (queue.Capacity <= QueuePlacesKept && _queues.Count < QueuesKept) _queues.Push(queue);
    }
}
