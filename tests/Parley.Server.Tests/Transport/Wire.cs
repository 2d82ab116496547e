using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.Transport;

namespace Parley.Server.Tests.Transport;

/// <summary>The transport for plain TCP on a port of loopback, with a test in the place of a door.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly EpollTransport _transport = new(NullLogger<EpollTransport>.Instance, TimeProvider.System);

    private Wire()
    {
    }

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
}
