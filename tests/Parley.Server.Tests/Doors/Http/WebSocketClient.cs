using System.Net.WebSockets;
using System.Text;

namespace Parley.Server.Tests.Doors.Http;

/// <summary>A browser's side of IRC over WebSocket, on a real connection.</summary>
internal sealed class WebSocketClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();

    /// <summary>The subprotocol that was agreed on; null when there is none.</summary>
    public string? Subprotocol => _socket.SubProtocol;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<WebSocketClient> ConnectAsync(ChatServer server, Action<ClientWebSocketOptions>? set = null)
    {
        var client = new WebSocketClient();
        client._socket.Options.CollectHttpResponseDetails = true;
        set?.Invoke(client._socket.Options);
        try
        {
            await client._socket.ConnectAsync(new Uri($"ws://{server.Doors[0].EndPoint}/irc"), TestContext.Current.CancellationToken).WaitAsync(Patience);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public Task SendAsync(string message, WebSocketMessageType type = WebSocketMessageType.Text, bool isEnd = true) =>
        SendAsync(Encoding.UTF8.GetBytes(message), type, isEnd);

    public Task SendAsync(byte[] message, WebSocketMessageType type, bool isEnd = true) =>
        _socket.SendAsync(message, type, isEnd, TestContext.Current.CancellationToken).WaitAsync(Patience);

    /// <summary>The next message; null when the server has closed.</summary>
    public async Task<(string Text, WebSocketMessageType Type)?> ReceiveAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return (Encoding.UTF8.GetString(message.ToArray()), part.MessageType);
        }
    }

    /// <summary>Sooner or later exactly this message comes; those before it are passed over.</summary>
    public async Task ExpectEventuallyAsync(string message)
    {
        while (await ReceiveAsync() is { } received)
        {
            if (received.Text == message) return;
        }

        Assert.Fail($"Expected {message}, but the connection was closed.");
    }

    public async Task ArriveAsync(string nick)
    {
        await SendAsync($"NICK {nick}");
        await SendAsync($"USER {nick} 0 * :{nick}");
        await SendAsync("PING ready");
        await ExpectEventuallyAsync(":parley.localhost PONG parley.localhost :ready");
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken).WaitAsync(Patience);

    public void Dispose() => _socket.Dispose();
}
