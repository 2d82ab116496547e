using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Client.Tests;

/// <summary>A server of one test, on a loopback port of its own. The test itself says what it does.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TestServer() => _listener.Start();

    public string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async Task<TestPeer> AcceptAsync() => new(await _listener.AcceptSocketAsync(TestTime.Limit));

    public void Dispose() => _listener.Dispose();
}

/// <summary>The server's end of one connection.</summary>
internal sealed class TestPeer : IDisposable
{
    private readonly Socket _socket;

    public TestPeer(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, TestTime.Limit)..];
    }

    /// <summary>Reads exactly these words, however they are cut.</summary>
    public async Task ExpectAsync(string text)
    {
        var expected = Encoding.UTF8.GetByteCount(text);
        var bytes = new byte[expected];
        var count = 0;
        while (count < expected)
        {
            var read = await _socket.ReceiveAsync(bytes.AsMemory(count), TestTime.Limit);
            if (read == 0) break;
            count += read;
        }

        Assert.Equal(text, Encoding.UTF8.GetString(bytes, 0, count));
    }

    /// <summary>Reads what comes until the client ends its half.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        var bytes = new byte[4096];
        while (await _socket.ReceiveAsync(bytes, TestTime.Limit) is > 0 and var count) all.Write(bytes, 0, count);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
