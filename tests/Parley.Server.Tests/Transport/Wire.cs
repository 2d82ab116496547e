using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.Delivery;
using Parley.Server.Transport;

namespace Parley.Server.Tests.Transport;

/// <summary>The transport for plain TCP on a port of loopback, with a test in the place of a door.</summary>
internal sealed class Wire : IAsyncDisposable
{
    /// <summary>How long anything may take that is to happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EpollTransport _transport = new(NullLogger<EpollTransport>.Instance, TimeProvider.System);

    private Wire()
    {
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public IConnectionListener Listener { get; private set; } = null!;

    public IPEndPoint EndPoint => (IPEndPoint)Listener.EndPoint;

    /// <summary>Opens the port; every connection is given to <paramref name="serve"/>, and closed when that is done.</summary>
    public static async Task<Wire> OpenAsync(ConnectionDelegate serve, IPAddress? address = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "epoll is Linux's.");
        var wire = new Wire();
        wire.Listener = await wire._transport.BindAsync(new PlainTcpEndPoint(new IPEndPoint(address ?? IPAddress.Loopback, 0), serve));
        return wire;
    }

    /// <summary>Connects as a client.</summary>
    public async Task<Socket> ConnectAsync(IPAddress? to = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(to ?? IPAddress.Loopback, EndPoint.Port), TestContext.Current.CancellationToken);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.DisposeAsync();
        _transport.Dispose();
    }

    public static TaskCompletionSource<T> Signal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);


    /// <summary>A door that says every line back.</summary>
    public static async Task EchoLinesAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var output = Output.Of(connection);
        while (true)
        {
            var result = await input.ReadAsync();
            var rest = result.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, rest.GetPosition(1, end));
                if (!await output.WriteAsync(line.ToArray())) return;
                rest = rest.Slice(line.End);
            }

            if (result.IsCompleted) return;
            input.AdvanceTo(rest.Start, rest.End);
        }
    }

    public static async Task<string> ReceiveAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        await ReceiveAsync(socket, bytes);
        return Encoding.ASCII.GetString(bytes);
    }

    public static async Task ReceiveAsync(Socket socket, Memory<byte> bytes)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        while (!bytes.IsEmpty)
        {
            var received = await socket.ReceiveAsync(bytes, patience.Token);
            Assert.True(received > 0, $"The connection ended, and {bytes.Length} bytes are missing.");
            bytes = bytes[received..];
        }
    }
}
