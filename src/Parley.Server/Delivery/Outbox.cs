using System.Buffers;
using System.IO.Pipelines;

namespace Parley.Server.Delivery;

/// <summary>The messages that wait for one connection.</summary>
/// <remarks>
/// Holds references to shared bytes, not copies. Touched by its shard only. Never waits: what the connection does not
/// take stays here, up to a limit.
/// </remarks>
internal sealed class Outbox(PipeWriter output, Framing framing, int bytesMax)
{
    private readonly Queue<byte[]> _waiting = [];
    private int _waitingBytes;

    public Framing Framing => framing;

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Whether a write is under way; the next begins when it has ended.</summary>
    public bool IsWriting { get; set; }

    /// <summary>When the last write began, as a timestamp of the shard's clock; null before the first.</summary>
    public long? WrittenAt { get; set; }

    /// <summary>Adds a message; false when more waits than the limit allows.</summary>
    public bool Add(byte[] message)
    {
        _waiting.Enqueue(message);
        _waitingBytes += message.Length;
        return _waitingBytes <= bytesMax;
    }

    /// <summary>Drops all that waits.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _waitingBytes = 0;
    }

    /// <summary>Gives the connection as much as one write may take.</summary>
    /// <returns>Complete when the connection can take more; its result says whether it is gone.</returns>
    public ValueTask<FlushResult> WriteAsync()
    {
        var writeBytes = _waitingBytes > framing.BacklogBytes ? int.MaxValue : framing.WriteBytes;
        var written = 0;
        while (_waiting.TryPeek(out var message))
        {
            if (written > 0)
            {
                if (written + framing.Separator.Length + message.Length > writeBytes) break;
                output.Write(framing.Separator);
                written += framing.Separator.Length;
            }

            output.Write(message);
            written += message.Length;
            _waitingBytes -= message.Length;
            _waiting.Dequeue();
        }

        return output.FlushAsync();
    }
}
