using System.Buffers;

namespace Parley.Server.Delivery;

/// <summary>The messages that wait for one connection.</summary>
/// <remarks>
/// Holds references to shared bytes, not copies. Touched by its shard only. Never waits: what the connection does not
/// take stays here, up to a limit. Empty, it holds nothing.
/// </remarks>
internal sealed class Outbox(Output output, Framing framing, int bytesMax)
{
    private Queue<byte[]>? _waiting;
    private int _waitingBytes;

    public Framing Framing => framing;

    public bool IsEmpty => _waiting is null;

    /// <summary>How many messages were ever added.</summary>
    public long Added { get; private set; }

    /// <summary>How many of them were taken out to be written.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether a write is under way; the next begins when it has ended.</summary>
    public bool IsWriting { get; set; }

    /// <summary>When the last write began, as a timestamp of the shard's clock; null before the first. Only where the framing has pauses.</summary>
    public long? WrittenAt { get; set; }

    /// <summary>Adds a message; false when more waits than the limit allows.</summary>
    public bool Add(byte[] message, OutboxStore store)
    {
        _waiting ??= store.TakeQueue();
        _waiting.Enqueue(message);
        _waitingBytes += message.Length;
        Added++;
        return _waitingBytes <= bytesMax;
    }

    /// <summary>Drops all that waits.</summary>
    public void Clear(OutboxStore store)
    {
        _waitingBytes = 0;
        if (_waiting is not { } emptied) return;
        _waiting = null;
        store.GiveBack(emptied);
    }

    /// <summary>Gives the connection as much as one write may take. Something has to wait.</summary>
    /// <returns>Complete when the connection can take more; false when it is gone.</returns>
    public ValueTask<bool> WriteAsync(OutboxStore store)
    {
        var waiting = _waiting!;
        if (waiting.Count == 1)
        {
            var only = waiting.Dequeue();
            Taken++;
            Clear(store);
            return output.WriteAsync(only);
        }

        var gathered = store.Gather;
        gathered.ResetWrittenCount();
        var writeBytes = _waitingBytes > framing.BacklogBytes ? int.MaxValue : framing.WriteBytes;
        while (waiting.TryPeek(out var message))
        {
            if (gathered.WrittenCount > 0)
            {
                if (gathered.WrittenCount + framing.Separator.Length + message.Length > writeBytes) break;
                gathered.Write(framing.Separator);
            }

            gathered.Write(message);
            _waitingBytes -= message.Length;
            waiting.Dequeue();
            Taken++;
        }

        if (waiting.Count == 0) Clear(store);
        return output.WriteAsync(gathered.WrittenSpan);
    }
}
