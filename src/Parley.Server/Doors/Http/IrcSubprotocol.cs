namespace Parley.Server.Doors.Http;

/// <summary>The WebSocket subprotocols of IRC.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/websocket#websocket-features-and-encoding"/>
internal static class IrcSubprotocol
{
    public const string Text = "text.ircv3.net";
    public const string Binary = "binary.ircv3.net";

    /// <summary>The first of those the client asks for that there is; null, and then text messages, if there is none.</summary>
    public static string? Of(IEnumerable<string> requested) => requested.FirstOrDefault(name => name is Text or Binary);
}
