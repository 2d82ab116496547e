using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parley.Server.Doors.Http;

/// <summary>The door for browsers: IRC over WebSocket at <c>/irc</c>.</summary>
/// <remarks>The dialect is the IRC door's own, with the same limits; here is only the way from HTTP to it.</remarks>
/// <param name="context">What it shares with the other doors.</param>
/// <param name="url">Where it listens.</param>
/// <param name="irc">Speaks with those who come in at <c>/irc</c>.</param>
/// <seealso href="https://ircv3.net/specs/extensions/websocket"/>
internal sealed class HttpDoor(DoorContext context, DoorUrl url, Door irc) : IDoor
{
    private const string IrcPath = "/irc";
    private const string PlainText = "text/plain; charset=utf-8";

    private readonly OriginRule _origins = new(url);

    public DoorUrl Url => url;

    public string HowToJoin(IPEndPoint at) => $"a web client: {(url.IsSecure ? "wss" : "ws")}://{at}{IrcPath}";

    public void ListenOn(ListenOptions listener)
    {
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => connection =>
        {
            connection.Features.Set(new Entrance(this, connection));
            return next(connection);
        });
    }

    public byte[] TurnAway(string reason) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Type: {PlainText}\r\n\r\n{reason}\n");

    /// <summary>Serves a request at the door through which it came.</summary>
    public static Task ServeAsync(HttpContext request)
    {
        var (door, connection) = request.Features.GetRequiredFeature<Entrance>();
        return door.AnswerAsync(request, connection);
    }

    private Task AnswerAsync(HttpContext request, ConnectionContext connection)
    {
        if (request.Request.Path != IrcPath) return RefuseAsync(request, StatusCodes.Status404NotFound, $"There is IRC over WebSocket at {IrcPath}, and nothing else here.");
        if (!request.WebSockets.IsWebSocketRequest)
        {
            request.Response.Headers.Upgrade = "websocket";
            return RefuseAsync(request, StatusCodes.Status426UpgradeRequired, "This is for WebSocket clients.");
        }

        if (!_origins.Allows(request.Request))
            return RefuseAsync(request, StatusCodes.Status403Forbidden, "Pages of that origin may not connect here; the operator can allow them with the door's option origin.");

        // The address is not the connection's when a trusted proxy has said whom it brings.
        return request.Connection.RemoteIpAddress is { } address && context.Guard.Move(connection, address) is { } turnedAway
            ? RefuseAsync(request, StatusCodes.Status429TooManyRequests, turnedAway)
            : ServeIrcAsync(request, connection);
    }

    private async Task ServeIrcAsync(HttpContext request, ConnectionContext connection)
    {
        var subprotocol = IrcSubprotocol.Of(request.WebSockets.WebSocketRequestedProtocols);
        using var socket = await request.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = subprotocol });
        var type = subprotocol == IrcSubprotocol.Binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
        await using var messages = new WebSocketConnection(connection, socket, type);
        await messages.RunAsync(irc.OnConnectedAsync);
    }

    private static Task RefuseAsync(HttpContext request, int status, string why)
    {
        request.Response.StatusCode = status;
        request.Response.ContentType = PlainText;
        return request.Response.WriteAsync(why + "\n");
    }

    /// <summary>Where a request has come in.</summary>
    private sealed record Entrance(HttpDoor Door, ConnectionContext Connection);
}
