using System.Net;
using Parley.Irc;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>WHOIS: who somebody is.</summary>
internal static class WhoisCommand
{
    private const int RoomsLineBytes = 300;

    public static readonly IrcCommand Definition = new(
        "WHOIS", "[<server>] <nickname>", "Show who somebody is.", "https://modern.ircdocs.horse/#whois-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var name = request.Parameters.Length > 1 ? request[1] : request[0];
        if (name is null) return request.ReplyAsync(Numeric.NoNicknameGiven, "No nickname given");

        // Whether the server is named by its name or by the nick itself, there is only this one.
        if (request.Parameters.Length > 1 && !request.IsThisServer(request.Parameters[0]) && !Equals(request.Parameters[0], name))
            return request.ReplyAsync(Numeric.NoSuchServer, request.Parameters[0], "No such server");

        // RFC 1459 allows a list; as Modern IRC has it, only its first is answered.
        var wanted = name.Split(',')[0];
        return request.QueryAsync((world, asker) => Whois(world, asker, wanted, request));
    }

    private static bool Equals(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<IrcLine> Whois(World world, Person asker, string name, IrcRequest request)
    {
        if (!Nick.TryParse(name, out var nick) || world.People.Find(nick) is not { } person)
        {
            yield return IrcLine.Of(Numeric.NoSuchNick, name, "No such nick/channel");
            yield return IrcLine.Of(Numeric.EndOfWhois, name, "End of /WHOIS list");
            yield break;
        }

        var (text, who) = (person.Nick.Value, person.Identity);
        var sessions = person.Sessions.Select(request.Door.Find).OfType<LocalSession>().ToArray();
        yield return IrcLine.Of(Numeric.WhoisUser, text, who.User ?? "user", who.Host ?? "host", "*", person.RealName);
        var rooms = person.Rooms
            .Where(room => room.Contains(asker.Id) || (room.IsVisibleTo(asker) && (!person.Modes.HasFlag(UserModes.Invisible) || asker.IsOperator || person == asker)))
            .Select(room => ModeLetters.SymbolOf(room.RolesOf(person.Id)) + room.Name!.Value.Value);
        foreach (var group in IrcText.Pack(rooms, RoomsLineBytes)) yield return IrcLine.Of(Numeric.WhoisChannels, text, string.Join(' ', group));
        yield return IrcLine.Of(Numeric.WhoisServer, text, request.Session.ServerName, request.Door.Description);
        if (person.Account is { } account)
        {
            yield return IrcLine.Of(Numeric.WhoisAccount, text, account.Value, "is logged in as");
            if (account.Nick == person.Nick) yield return IrcLine.Of(Numeric.WhoisRegNick, text, "has identified for this nick");
        }

        if (person.IsOperator) yield return IrcLine.Of(Numeric.WhoisOperator, text, "is an IRC operator");
        if (person.Modes.HasFlag(UserModes.Bot)) yield return IrcLine.Of(Numeric.WhoisBot, text, "is a bot");
        if (request.Features.HasFlag(IrcFeatures.Metadata))
        {
            foreach (var line in MetadataLines.Whois(text, world.MetadataOf(person))) yield return line;
        }

        if (person.Away is { } away) yield return IrcLine.Of(Numeric.Away, text, away);
        if (person == asker || asker.IsOperator)
        {
            yield return IrcLine.Of(Numeric.WhoisModes, text, $"is using modes {UserModeLetters.Of(person.Modes)}");
            foreach (var address in sessions.Select(session => session.Address).OfType<IPAddress>().Distinct())
                yield return IrcLine.Of(Numeric.WhoisHost, text, $"is connecting from *@{address} {address}");
        }

        if (sessions.Length > 0 && sessions.All(session => session.IsSecure)) yield return IrcLine.Of(Numeric.WhoisSecure, text, "is using a secure connection");
        var idle = Math.Max(0, (long)(world.Now - person.SpokeAt).TotalSeconds);
        yield return IrcLine.Of(Numeric.WhoisIdle, text, IrcLines.Text(idle), IrcLines.Text(person.ArrivedAt), "seconds idle, signon time");
        yield return IrcLine.Of(Numeric.EndOfWhois, text, "End of /WHOIS list");
    }
}
