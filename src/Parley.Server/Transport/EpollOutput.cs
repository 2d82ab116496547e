using System.Runtime.InteropServices;
using Parley.Server.Delivery;

namespace Parley.Server.Transport;

/// <summary>Sends to a socket at once, and waits only for one that is full.</summary>
internal sealed class EpollOutput(FileHandle socket, EpollConnection connection) : Output
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<bool>? _waiting;
    private ReadOnlyMemory<byte> _rest;
    private bool _isClosed;
    private int _sendFlags = Libc.NoSignal;

    public override ValueTask<bool> WriteAsync(ReadOnlySpan<byte> bytes) => Send(bytes) switch
    {
        var sent when sent == bytes.Length => new(true),
        >= 0 and var sent => new(WriteLaterAsync(bytes[sent..].ToArray())),
        _ => new(false),
    };

    public override void Prefetch()
    {
        Cache.Prefetch(in _sendFlags);
        socket.Prefetch();
    }

    /// <summary>One segment with the last words and the end is one less for both sides to handle, and wakes the peer once.</summary>
    public override void ExpectEnd() => _sendFlags = Libc.NoSignal | Libc.MoreFollows;

    /// <summary>The socket takes more. On the loop's thread.</summary>
    public void OnWritable()
    {
        TaskCompletionSource<bool>? waiting;
        bool isOpen;
        lock (_lock)
        {
            if (_waiting is null) return;
            var sent = Send(_rest.Span);
            isOpen = sent >= 0;
            if (isOpen) _rest = _rest[sent..];
            if (isOpen && !_rest.IsEmpty) return;
            waiting = _waiting;
            _waiting = null;
            _rest = default;
        }

        if (isOpen) connection.WatchWritable(false);
        waiting.SetResult(isOpen);
    }

    /// <summary>Nothing will be written any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _waiting?.SetResult(false);
            _waiting = null;
            _rest = default;
        }
    }

    private Task<bool> WriteLaterAsync(ReadOnlyMemory<byte> rest)
    {
        var waiting = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isClosed) return Task.FromResult(false);
            _rest = rest;
            _waiting = waiting;
        }

        // If it has room again by now, the loop is told so at once.
        connection.WatchWritable(true);
        return waiting.Task;
    }

    /// <summary>How many bytes the socket took; -1 when it is gone.</summary>
    private int Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            nint sent;
            do sent = Libc.Send(socket, bytes, bytes.Length, _sendFlags);
            while (sent < 0 && Marshal.GetLastPInvokeError() == Libc.InterruptedCall);
            if (sent >= 0) return (int)sent;
            return Marshal.GetLastPInvokeError() == Libc.WouldBlock ? 0 : -1;
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }
}
