using System.Buffers;

namespace Parley.Server.Delivery;

/// <summary>The messages that wait for one connection.</summary>
/// <remarks>
/// Holds references to shared bytes, not copies. Touched by its shard only. Never waits: what the connection does not
/// take stays here, up to a limit. Empty, it holds nothing.
/// </remarks>
internal sealed class Outbox(Output output, Framing framing, int bytesMax)
{
    /// <summary>What is written next, and what comes after that. Seldom more waits, and only then there is a queue.</summary>
    private byte[]? _next;
    private byte[]? _second;
    private Queue<byte[]>? _behind;
    private int _waitingBytes;

    public Framing Framing => framing;

    public bool IsEmpty => _next is null;

    /// <summary>How many messages were ever added.</summary>
    public long Added { get; private set; }

    /// <summary>How many of them were taken out to be written.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether a write is under way; the next begins when it has ended.</summary>
    public bool IsWriting { get; set; }

    /// <summary>When the last write began, as a timestamp of the shard's clock; null before the first. Only where the framing has pauses.</summary>
    public long? WrittenAt { get; set; }

    /// <summary>Prefetches what adding a message takes (<see cref="Cache"/>).</summary>
    public void PrefetchToAdd()
    {
        Cache.Prefetch(in _next);
        Cache.Prefetch(in _waitingBytes);
    }

    /// <summary>Prefetches what writing takes (<see cref="Cache"/>).</summary>
    public void PrefetchToWrite()
    {
        PrefetchToAdd();
        output.Prefetch();
    }

    /// <summary>Adds a message; false when more waits than the limit allows.</summary>
    public bool Add(byte[] message, OutboxStore store)
    {
        if (_next is null) _next = message;
        else if (_second is null) _second = message;
        else (_behind ??= store.TakeQueue()).Enqueue(message);
        _waitingBytes += message.Length;
        Added++;
        return _waitingBytes <= bytesMax;
    }

    /// <summary>Drops all that waits.</summary>
    public void Clear(OutboxStore store)
    {
        _next = _second = null;
        _waitingBytes = 0;
        DropQueue(store);
    }

    /// <summary>Gives the connection as much as one write may take. Something has to wait.</summary>
    /// <returns>Complete when the connection can take more; false when it is gone.</returns>
    public ValueTask<bool> WriteAsync(OutboxStore store)
    {
        if (_second is null) return output.WriteAsync(Take(store));

        var gathered = store.Gather;
        gathered.ResetWrittenCount();
        var writeBytes = _waitingBytes > framing.BacklogBytes ? int.MaxValue : framing.WriteBytes;
        while (_next is { } message)
        {
            if (gathered.WrittenCount > 0)
            {
                if (gathered.WrittenCount + framing.Separator.Length + message.Length > writeBytes) break;
                gathered.Write(framing.Separator);
            }

            gathered.Write(Take(store));
        }

        return output.WriteAsync(gathered.WrittenSpan);
    }

    private byte[] Take(OutboxStore store)
    {
        var taken = _next!;
        _waitingBytes -= taken.Length;
        Taken++;
        _next = _second;
        _second = null;
        if (_behind is null) return taken;

        _second = _behind.Dequeue();
        if (_behind.Count == 0) DropQueue(store);
        return taken;
    }

    private void DropQueue(OutboxStore store)
    {
        if (_behind is not { } dropped) return;
        _behind = null;
        store.GiveBack(dropped);
    }
}
