using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>TIME: what time it is at the server.</summary>
internal static class TimeCommand
{
    public static readonly IrcCommand Definition = new(
        "TIME", "[<server>]", "Show the server's time.", "https://modern.ircdocs.horse/#time-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request) => request.ReplyAsServerAsync(0, () => request.QueryAsync((world, _) =>
        [IrcLine.Of(Numeric.Time, request.Session.ServerName, world.Now.ToString("dddd, d MMMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture))]));
}
