namespace Parley.Server.Doors.Irc.Commands;

/// <summary>PONG: the client is still there. That it sent something is all that counts.</summary>
internal static class PongCommand
{
    public static readonly IrcCommand Definition = new(
        "PONG", "[<server>] <token>", "Answer a PING.", "https://modern.ircdocs.horse/#pong-message", static _ => default)
    {
        IsForNewcomers = true,
    };
}
