using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Transport;

/// <summary>Accepts connections and has them served, each watched by one of the loops in turn.</summary>
/// <remarks>To Kestrel it is a listener through which nobody comes; when Kestrel closes it, it waits for its connections to end.</remarks>
internal sealed partial class EpollListener : IConnectionListener, IEpollSource
{
    private const int Backlog = 1024;
    private const int AcceptsPerTurnMax = 64;

    /// <summary>The length of <c>sockaddr_in6</c>.</summary>
    private const int AddressBytesMax = 28;

    private readonly Socket _socket;
    private readonly PlainTcpEndPoint _endPoint;
    private readonly EventLoop[] _loops;
    private readonly ILogger _logger;
    private readonly ITimer _breathing;
    private readonly TaskCompletionSource<ConnectionContext?> _unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _accepted;

    /// <summary>How many connections are open, and the listener itself.</summary>
    private int _open = 1;

    /// <exception cref="AddressInUseException">Somebody listens there already.</exception>
    /// <exception cref="SocketException">The address is not this machine's, or the port may not be opened.</exception>
    public EpollListener(PlainTcpEndPoint endPoint, EventLoop[] loops, TimeProvider time, ILogger logger)
    {
        _endPoint = endPoint;
        _loops = loops;
        _logger = logger;
        _socket = Listen(endPoint);
        _breathing = time.CreateTimer(_ => Accepting(true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        EndPoint = _socket.LocalEndPoint!;
        loops[0].Add(_socket.SafeHandle, this, EpollEvents.Readable);
    }

    public EndPoint EndPoint { get; }

    /// <summary>Waits until the listener is closed.</summary>
    public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        new(_unbound.Task.WaitAsync(cancellationToken));

    /// <summary>Accepts nobody any more, and waits for those who are here; when it may wait no longer, they are cut.</summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        if (_unbound.Task.IsCompleted) return;
        _loops[0].Remove(_socket.SafeHandle);
        await _breathing.DisposeAsync();
        _socket.Dispose();
        _unbound.SetResult(null);
        CountOut();
        try
        {
            await _ended.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            foreach (var connection in _loops.SelectMany(loop => loop.Sources()).OfType<EpollConnection>())
                connection.Abort(new ConnectionAbortedException("The server stops."));
        }
    }

    public ValueTask DisposeAsync() => UnbindAsync(new CancellationToken(canceled: true));

    void IEpollSource.OnReady(EpollEvents events)
    {
        try
        {
            var reserved = DescriptorReserve.First();
            for (var i = 0; i < AcceptsPerTurnMax && TryAccept(reserved); i++)
            {
            }
        }
        catch (ObjectDisposedException)
        {
            // It is being closed.
        }
    }

    private static Socket Listen(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;

            // Every connection inherits these.
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            if (e.SocketErrorCode == SocketError.AddressAlreadyInUse) throw new AddressInUseException(e.Message, e);
            throw;
        }
    }

    /// <summary>Whether there may be more to accept.</summary>
    private bool TryAccept(nuint reserved)
    {
        Span<byte> address = stackalloc byte[AddressBytesMax];
        var addressBytes = AddressBytesMax;
        var accepted = Libc.Accept(_socket.SafeHandle, address, ref addressBytes, Libc.NonBlockingCloseOnExec);
        if (accepted >= 0)
        {
            var socket = new FileHandle(accepted);
            if ((nuint)accepted < reserved)
            {
                Open(socket, AddressOf(address));
                return true;
            }

            socket.Dispose();
            Pause("too many files are open");
            return false;
        }

        switch (Marshal.GetLastPInvokeError())
        {
            case Libc.WouldBlock:
                return false;
            case Libc.InterruptedCall or Libc.ConnectionAborted or Libc.ProtocolError or Libc.NotPermitted:
                // That connection was gone before it was accepted.
                return true;
            case var shortage:
                Pause(Marshal.GetPInvokeErrorMessage(shortage));
                return false;
        }
    }

    private void Pause(string why)
    {
        Log.CannotAccept(_logger, EndPoint, why);
        Accepting(false);
        _breathing.Change(DescriptorReserve.BreathingSpace, Timeout.InfiniteTimeSpan);
    }

    private void Open(FileHandle socket, IPEndPoint from)
    {
        var number = _accepted++;
        EpollConnection connection;
        try
        {
            connection = new EpollConnection(socket, _loops[number % _loops.Length], from, number);
        }
        catch (IOException e)
        {
            socket.Dispose();
            Log.CannotAccept(_logger, EndPoint, e.Message);
            return;
        }

        Interlocked.Increment(ref _open);
        _ = ServeAsync(connection);
    }

    private async Task ServeAsync(EpollConnection connection)
    {
        try
        {
            await _endPoint.Serve(connection);
        }
        catch (Exception e)
        {
            Log.ServingFailed(_logger, connection.RemoteEndPoint, e);
        }
        finally
        {
            await connection.DisposeAsync();
            CountOut();
        }
    }

    private void CountOut()
    {
        if (Interlocked.Decrement(ref _open) == 0) _ended.SetResult();
    }

    private void Accepting(bool isWanted)
    {
        try
        {
            _loops[0].Watch(_socket.SafeHandle, isWanted ? EpollEvents.Readable : EpollEvents.None);
        }
        catch (IOException e)
        {
            Log.CannotAccept(_logger, EndPoint, e.Message);
            _breathing.Change(DescriptorReserve.BreathingSpace, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // It has been closed.
        }
    }

    /// <summary>Reads <c>sockaddr_in</c> or <c>sockaddr_in6</c>.</summary>
    private static IPEndPoint AddressOf(ReadOnlySpan<byte> address)
    {
        const ushort version4 = 2;
        var port = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        if (MemoryMarshal.Read<ushort>(address) == version4) return new IPEndPoint(new IPAddress(address.Slice(4, 4)), port);

        var ip = new IPAddress(address.Slice(8, 16), MemoryMarshal.Read<uint>(address[24..]));
        return new IPEndPoint(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip, port);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Nobody can come in at {EndPoint} for the moment: {Why}.")]
        public static partial void CannotAccept(ILogger logger, EndPoint endPoint, string why);

        [LoggerMessage(2, LogLevel.Error, "Serving the connection from {RemoteEndPoint} failed.")]
        public static partial void ServingFailed(ILogger logger, EndPoint? remoteEndPoint, Exception e);
    }
}
