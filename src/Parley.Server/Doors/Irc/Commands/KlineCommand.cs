using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>KLINE: keep a mask or an address out of the server, or list who is kept out.</summary>
internal static class KlineCommand
{
    public static readonly IrcCommand Definition = new(
        "KLINE", "[[<minutes>] <mask or address> [<reason>]]", "Keep a mask or an address out of the server; alone, list the bans.",
        "https://defs.ircdocs.horse/defs/numerics#rpl-statskline-216", HandleAsync)
    {
        IsForOperators = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (request.Parameters.Length == 0)
        {
            await request.QueryAsync((world, asker) => List(world, asker));
            return;
        }

        var isTimed = int.TryParse(request.Parameters[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && request.Parameters.Length > 1;
        var mask = request.Parameters[isTimed ? 1 : 0];
        var reason = string.Join(' ', request.Parameters.Skip(isTimed ? 2 : 1));
        var refusal = await request.AskAsync(new BanFromServer(
            request.Session.Id, mask, reason, isTimed ? TimeSpan.FromMinutes(minutes) : null));
        if (refusal is null) await request.ReplyAsync(IrcLine.Notice($"{mask} is kept out"));
    }

    private static IEnumerable<IrcLine> List(World world, Person asker) => !asker.IsOperator
        ? [IrcLine.Of(Numeric.NoPrivileges, "Permission denied: you're not an IRC operator")]
        :
        [
            .. world.Bans.At(world.Now).Select(ban => IrcLine.Of(
                Numeric.StatsKLine, "K", ban.Mask, "*", ban.By.Value,
                ban.Reason + (ban.Until is { } until ? $" (until {until.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)})" : ""))),
            IrcLine.Of(Numeric.EndOfStats, "K", "End of /STATS report"),
        ];
}
