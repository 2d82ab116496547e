using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>VERSION: what the server is.</summary>
internal static class VersionCommand
{
    public static readonly IrcCommand Definition = new(
        "VERSION", "[<server>]", "Show the server's version and what it supports.", "https://modern.ircdocs.horse/#version-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request) => request.ReplyAsServerAsync(0, () => request.ReplyAsync(
    [
        IrcLine.Of(Numeric.Version, IrcVersion.Text, request.Session.ServerName, ".NET chat server with many doors"),
        .. Isupport.Lines(request.Door.Options, request.Session.IsupportBatch(request.Features)),
    ]));
}
