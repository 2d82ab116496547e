using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>ADMIN: who runs the server.</summary>
internal static class AdminCommand
{
    public static readonly IrcCommand Definition = new(
        "ADMIN", "[<server>]", "Show who runs the server.", "https://modern.ircdocs.horse/#admin-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var name = request.Session.ServerName;
        return request.ReplyAsServerAsync(0, () => request.Door.Options.Admin is { } admin
            ? request.ReplyAsync(IrcLine.Of(Numeric.AdminMe, name, "Administrative info"), IrcLine.Of(Numeric.AdminEmail, admin))
            : request.ReplyAsync(Numeric.NoAdminInfo, name, "No administrative info available"));
    }
}
