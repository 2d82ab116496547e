using System.IO.Pipelines;
using System.Net.Sockets;

namespace Parley.Client;

/// <summary>One TCP connection: what comes in as a pipe, what goes out one message after the other.</summary>
/// <remarks>
/// <see cref="Input"/> has one reader at a time; the other members are safe from any thread. Failures are those of the
/// socket: <see cref="SocketException"/>, <see cref="IOException"/>, <see cref="ObjectDisposedException"/>.
/// </remarks>
internal sealed class Connection : IAsyncDisposable
{
    private const int ReadBytes = 16 * 1024;
    private const int MinimumReadBytes = 4 * 1024;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly ChatClientOptions _options;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private long? _lastSent;
    private int _isClosed;

    private Connection(Socket socket, ChatClientOptions options)
    {
        _socket = socket;
        _options = options;
        _stream = new NetworkStream(socket, ownsSocket: true);
        Input = PipeReader.Create(_stream, new StreamPipeReaderOptions(
            bufferSize: ReadBytes, minimumReadSize: MinimumReadBytes, leaveOpen: true));
    }

    /// <summary>What the server sends.</summary>
    public PipeReader Input { get; }

    public static async Task<Connection> OpenAsync(
        DoorAddress address, ChatClientOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // A server whose machine vanished is noticed, though we have nothing to say.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            return new Connection(socket, options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message, not sooner than <paramref name="spacing"/> after the one before.</summary>
    /// <remarks>
    /// Cancelling while it waits for its turn sends nothing. Once bytes are on their way it is not cancelled, for half a
    /// message would spoil the next one.
    /// </remarks>
    public async Task SendAsync(ReadOnlyMemory<byte> message, TimeSpan spacing, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            if (spacing > TimeSpan.Zero && _lastSent is { } last)
            {
                var wait = spacing - _options.TimeProvider.GetElapsedTime(last);
                if (wait > TimeSpan.Zero) await Task.Delay(wait, _options.TimeProvider, cancellationToken);
            }

            await _stream.WriteAsync(message, CancellationToken.None);
            _lastSent = _options.TimeProvider.GetTimestamp();
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Ends our half of the stream, after what is being sent.</summary>
    public async Task FinishSendingAsync(CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>
    /// Leaves: ends our half, takes in what is still coming until the server ends its half, and resets the connection when
    /// it does not do so in time.
    /// </summary>
    /// <remarks>
    /// Both are needed. Closing a socket that has unread bytes resets it at once, which may cost the server our last words.
    /// And a tutorial's server does not notice an orderly end: it reads nothing over and over, and goes on counting us in,
    /// until a reset makes its next <c>send</c> to us fail.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 1) return;

        if (!await EndInGoodOrderAsync()) _socket.LingerState = new LingerOption(true, 0);
        await _stream.DisposeAsync();
    }

    private async Task<bool> EndInGoodOrderAsync()
    {
        using var patience = new CancellationTokenSource(_options.LeaveWait, _options.TimeProvider);
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            var rest = new byte[ReadBytes];
            while (await _socket.ReceiveAsync(rest, patience.Token) > 0)
            {
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
