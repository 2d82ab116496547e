using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>WHOWAS: who had a nick.</summary>
internal static class WhowasCommand
{
    public static readonly IrcCommand Definition = new(
        "WHOWAS", "<nickname> [<count>]", "Show who had a nickname.", "https://modern.ircdocs.horse/#whowas-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        if (request[0] is not { } name) return request.ReplyAsync(Numeric.NoNicknameGiven, "No nickname given");
        var max = int.TryParse(request[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : int.MaxValue;
        return request.QueryAsync((world, _) => Whowas(world, name, max, request));
    }

    private static IEnumerable<IrcLine> Whowas(World world, string name, int max, IrcRequest request)
    {
        Departure[] departures = Nick.TryParse(name, out var nick) ? [.. world.Departures.Of(nick).Take(max)] : [];
        if (departures.Length == 0) yield return IrcLine.Of(Numeric.WasNoSuchNick, name, "There was no such nickname");
        foreach (var departure in departures)
        {
            var text = departure.Who.Nick.Value;
            yield return IrcLine.Of(Numeric.WhowasUser, text, departure.Who.User ?? "user", departure.Who.Host ?? "host", "*", departure.RealName);
            yield return IrcLine.Of(
                Numeric.WhoisServer, text, request.Session.ServerName, departure.At.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture));
        }

        yield return IrcLine.Of(Numeric.EndOfWhowas, name, "End of WHOWAS");
    }
}
