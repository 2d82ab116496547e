using System.IO.Pipelines;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Parley.Server.Delivery;

namespace Parley.Server.Transport;

/// <summary>A TCP connection that an <see cref="EventLoop"/> watches.</summary>
internal sealed class EpollConnection : ConnectionContext, IDuplexPipe, IDirectConnection, IEpollSource
{
    private const EpollEvents Reading = EpollEvents.Readable | EpollEvents.Urgent | EpollEvents.PeerHungUp | EpollEvents.EdgeTriggered;
    private const EpollEvents Ending = EpollEvents.PeerHungUp | EpollEvents.HungUp | EpollEvents.Error;

    private readonly FileHandle _socket;
    private readonly EventLoop _loop;
    private readonly EpollReader _reader;
    private readonly EpollOutput _output;
    private readonly int _number;
    private string? _id;
    private IFeatureCollection? _features;
    private IDictionary<object, object?>? _items;
    private volatile bool _isAborted;

    /// <exception cref="IOException">It cannot be watched; the socket is still the caller's.</exception>
    public EpollConnection(FileHandle socket, EventLoop loop, EndPoint from, int number)
    {
        _socket = socket;
        _loop = loop;
        _number = number;
        _reader = new EpollReader(socket, loop, this);
        _output = new EpollOutput(socket, this);
        RemoteEndPoint = from;
        loop.Add(socket, this, Reading);
    }

    public override string ConnectionId
    {
        get => _id ??= $"tcp-{_number}";
        set => _id = value;
    }

    public override IFeatureCollection Features => _features ??= new FeatureCollection();

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new Dictionary<object, object?>();
        set => _items = value;
    }

    public override IDuplexPipe Transport
    {
        get => this;
        set => throw new NotSupportedException("Nothing comes between this connection and its door.");
    }

    public Output Output => _output;

    public PipeScheduler Scheduler => _loop;

    public PipeScheduler IdleScheduler => _loop.WhenIdle;

    PipeReader IDuplexPipe.Input => _reader;

    PipeWriter IDuplexPipe.Output => throw new NotSupportedException($"Write to {nameof(EpollConnection)}.{nameof(Output)}.");

    void IEpollSource.OnReady(EpollEvents events)
    {
        if ((events & ~(EpollEvents.Readable | EpollEvents.Urgent)) != 0) _output.OnWritable();
        if ((events & ~EpollEvents.Writable) != 0) _reader.OnReadable(isLast: (events & Ending) != 0, isUrgent: (events & EpollEvents.Urgent) != 0);
    }

    /// <summary>Has the output told when the socket takes more, or no longer.</summary>
    public void WatchWritable(bool isWatched)
    {
        try
        {
            _loop.Watch(_socket, isWatched ? Reading | EpollEvents.Writable : Reading);
        }
        catch (ObjectDisposedException)
        {
            // It has been closed, and the output with it.
        }
        catch (IOException e)
        {
            Abort(new ConnectionAbortedException(e.Message, e));
        }
    }

    /// <summary>Ends the connection now: what was not sent yet is lost. The door learns of it as of the peer's end.</summary>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        _isAborted = true;
        try
        {
            Libc.Shutdown(_socket, Libc.ShutdownBoth);
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <summary>Closes the socket. What was sent still arrives, unless the connection was aborted.</summary>
    public override ValueTask DisposeAsync()
    {
        _loop.Remove(_socket);
        _reader.Complete();
        if (_isAborted) DropUnsent();
        else DropUnread();
        _socket.Dispose();
        _output.Close();
        return base.DisposeAsync();
    }

    private void DropUnsent()
    {
        // struct linger: on, for no time.
        ReadOnlySpan<int> linger = [1, 0];
        const int socketLevel = 1, lingerOption = 13;
        Libc.SetSocketOption(_socket, socketLevel, lingerOption, MemoryMarshal.AsBytes(linger), sizeof(int) * 2);
    }

    /// <summary>Closing a socket with something unread is a reset, and the peer might lose the last words to it.</summary>
    private void DropUnread()
    {
        Libc.Shutdown(_socket, Libc.ShutdownWrite);
        Libc.Receive(_socket, [], 1 << 20, Libc.Truncate);
    }
}
