using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>PING: whether the server is still there.</summary>
internal static class PingCommand
{
    public static readonly IrcCommand Definition = new(
        "PING", "<token>", "Get a PONG.", "https://modern.ircdocs.horse/#ping-message", HandleAsync)
    {
        IsForNewcomers = true,
    };

    private static ValueTask HandleAsync(IrcRequest request) => request[0] is { } token
        ? request.ReplyAsync(IrcLine.Of("PONG", request.Session.ServerName, token))
        : request.ReplyAsync(Numeric.NeedMoreParams, request.Name, "Not enough parameters");
}
