using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parley.Server.Doors.Http;

/// <summary>The door for browsers: IRC over WebSocket at <c>/irc</c>.</summary>
/// <remarks>The dialect is the IRC door's own, with the same limits; here is only the way from HTTP to it.</remarks>
/// <param name="url">Where it listens.</param>
/// <param name="irc">Speaks with those who come in at <c>/irc</c>.</param>
/// <seealso href="https://ircv3.net/specs/extensions/websocket"/>
internal sealed class HttpDoor(DoorUrl url, Door irc) : IDoor
{
    private const string IrcPath = "/irc";

    private readonly OriginRule _origins = new(url);

    public DoorUrl Url => url;

    public string HowToJoin(IPEndPoint at) => $"a web client: {(url.IsSecure ? "wss" : "ws")}://{at}{IrcPath}";

    public void ListenOn(ListenOptions listener)
    {
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => connection =>
        {
            connection.Features.Set(this);
            return next(connection);
        });
    }

    /// <summary>Serves a request at the door through which it came.</summary>
    public static Task ServeAsync(HttpContext request) => request.Features.GetRequiredFeature<HttpDoor>().AnswerAsync(request);

    private Task AnswerAsync(HttpContext request)
    {
        if (request.Request.Path != IrcPath) return RefuseAsync(request, StatusCodes.Status404NotFound, $"There is IRC over WebSocket at {IrcPath}, and nothing else here.");
        if (!request.WebSockets.IsWebSocketRequest)
        {
            request.Response.Headers.Upgrade = "websocket";
            return RefuseAsync(request, StatusCodes.Status426UpgradeRequired, "This is for WebSocket clients.");
        }

        return _origins.Allows(request.Request)
            ? ServeIrcAsync(request)
            : RefuseAsync(request, StatusCodes.Status403Forbidden, "Pages of that origin may not connect here; the operator can allow them with the door's option origin.");
    }

    private async Task ServeIrcAsync(HttpContext request)
    {
        var subprotocol = IrcSubprotocol.Of(request.WebSockets.WebSocketRequestedProtocols);
        using var socket = await request.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = subprotocol });
        var peer = request.Connection;
        var type = subprotocol == IrcSubprotocol.Binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
        await using var connection = new WebSocketConnection(peer.Id, socket, type)
        {
            RemoteEndPoint = peer.RemoteIpAddress is { } address ? new IPEndPoint(address, peer.RemotePort) : null,
        };
        await connection.RunAsync(irc.OnConnectedAsync);
    }

    private static Task RefuseAsync(HttpContext request, int status, string why)
    {
        request.Response.StatusCode = status;
        request.Response.ContentType = "text/plain; charset=utf-8";
        return request.Response.WriteAsync(why + "\n");
    }
}
