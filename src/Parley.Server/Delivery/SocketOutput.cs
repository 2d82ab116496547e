using System.Net.Sockets;

namespace Parley.Server.Delivery;

/// <summary>Writes to a TCP socket at once, without Kestrel's pipe and the task that would empty it.</summary>
/// <remarks>
/// docs/decisions/0005-writes-go-to-the-socket.md has the measurement. Kestrel goes on to own the socket: it reads from it
/// and closes it, and has nothing to write.
/// </remarks>
internal sealed class SocketOutput : Output
{
    private readonly Socket _socket;

    public SocketOutput(Socket socket)
    {
        _socket = socket;

        // A send that finds the socket full says so instead of waiting. Asynchronous operations do not mind.
        socket.Blocking = false;
    }

    public override ValueTask<bool> WriteAsync(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var sent = _socket.Send(bytes, SocketFlags.None, out var error);
            return error switch
            {
                SocketError.Success when sent == bytes.Length => new(true),
                SocketError.Success or SocketError.WouldBlock => new(WriteLaterAsync(bytes[sent..].ToArray())),
                _ => new(false),
            };
        }
        catch (ObjectDisposedException)
        {
            return new(false);
        }
    }

    private async Task<bool> WriteLaterAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (!rest.IsEmpty) rest = rest[await _socket.SendAsync(rest)..];
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }
}
