using System.Net;
using System.Net.Sockets;

namespace Parley.EndToEnd.Tests.Participants;

/// <summary>A connection that never reads, so that the server cannot get rid of what it has for it.</summary>
internal sealed class DeafConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };

    public static async Task<DeafConnection> OpenAsync(Uri door)
    {
        var connection = new DeafConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, door.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    public void Dispose() => _socket.Dispose();
}
