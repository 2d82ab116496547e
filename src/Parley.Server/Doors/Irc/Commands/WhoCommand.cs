using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>WHO: the people in a room, or of a mask; with WHOX the asker chooses the fields.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/whox"/>
internal static class WhoCommand
{
    /// <summary>The fields in the order in which they are answered.</summary>
    private const string Fields = "tcuihsnfdlaor";

    public static readonly IrcCommand Definition = new(
        "WHO", "<channel or mask> [o][%<fields>[,<token>]]", "List people in a channel or of a mask.",
        "https://modern.ircdocs.horse/#who-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        if (request[0] is not { } mask) return request.ReplyAsync(Numeric.EndOfWho, "*", "End of WHO list");

        var options = request[1] ?? "";
        var percent = options.IndexOf('%', StringComparison.Ordinal);
        var flags = percent < 0 ? options : options[..percent];
        var (fields, token) = percent < 0 ? (null, "0") : ParseFields(options[(percent + 1)..]);
        var onlyOperators = flags.Contains('o', StringComparison.OrdinalIgnoreCase);
        return request.QueryAsync((world, asker) =>
        [
            .. Found(world, asker, mask)
                .Where(found => !onlyOperators || found.Person.IsOperator)
                .Select(found => fields is null ? Reply(found, request) : ReplyX(found, request, fields, token, world.Now)),
            IrcLine.Of(Numeric.EndOfWho, mask, "End of WHO list"),
        ]);
    }

    private static (string Fields, string Token) ParseFields(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? (text, "0") : (text[..comma], text[(comma + 1)..]);
    }

    /// <summary>Those whom the mask means and the asker may find, each with a room that both know of.</summary>
    private static IEnumerable<(Person Person, Room? Room)> Found(World world, Person asker, string mask)
    {
        if (mask.StartsWith('#'))
        {
            if (!RoomName.TryParse(mask, out var name) || world.Rooms.Find(name) is not { } room || !room.IsVisibleTo(asker)) return [];
            var isMember = room.Contains(asker.Id) || asker.IsOperator;
            return room.Members.Select(member => member.Person)
                .Where(person => isMember || !person.Modes.HasFlag(UserModes.Invisible))
                .Select(person => (person, (Room?)room));
        }

        // Of old, 0 is everybody.
        if (mask != "0" && Nick.TryParse(mask, out var nick))
            return world.People.Find(nick) is { } one ? [(one, SharedRoom(one, asker))] : [];

        var pattern = mask == "0" ? "*" : mask;
        return world.People.All
            .Where(person => Fits(person, pattern))
            .Where(person => person == asker || asker.IsOperator || !person.Modes.HasFlag(UserModes.Invisible) || person.SharesRoomWith(asker))
            .Select(person => (person, SharedRoom(person, asker)));
    }

    private static bool Fits(Person person, string pattern) =>
        Mask.Matches(pattern, person.Nick.Value)
        || Mask.Matches(pattern, person.Identity.User ?? "user")
        || Mask.Matches(pattern, person.Identity.Host ?? "host")
        || Mask.Matches(pattern, person.RealName)
        || Mask.Matches(pattern, IrcRendering.Source(person.Identity));

    private static Room? SharedRoom(Person person, Person asker) =>
        person.Rooms.FirstOrDefault(room => room.Contains(asker.Id))
        ?? (person.Modes.HasFlag(UserModes.Invisible) ? null : person.Rooms.FirstOrDefault(room => room.IsVisibleTo(asker)));

    private static IrcLine Reply((Person Person, Room? Room) found, IrcRequest request) => IrcLine.Of(
        Numeric.WhoReply,
        found.Room?.Name?.Value ?? "*",
        found.Person.Identity.User ?? "user",
        found.Person.Identity.Host ?? "host",
        request.Session.ServerName,
        found.Person.Nick.Value,
        Flags(found, request.Features),
        $"0 {found.Person.RealName}");

    private static IrcLine ReplyX((Person Person, Room? Room) found, IrcRequest request, string fields, string token, DateTimeOffset now)
    {
        var (person, room) = found;
        var values = Fields.Where(field => fields.Contains(field, StringComparison.Ordinal)).Select(field => field switch
        {
            't' => token,
            'c' => room?.Name?.Value ?? "*",
            'u' => person.Identity.User ?? "user",
            'i' => "255.255.255.255",
            'h' => person.Identity.Host ?? "host",
            's' => request.Session.ServerName,
            'n' => person.Nick.Value,
            'f' => Flags(found, request.Features),
            'd' => "0",
            'l' => IrcLines.Text(Math.Max(0, (long)(now - person.SpokeAt).TotalSeconds)),
            'a' => person.Account?.Value ?? "0",
            'o' => "n/a",
            _ => person.RealName,
        });
        return IrcLine.Of(Numeric.WhoSpcRpl, [.. values]);
    }

    private static string Flags((Person Person, Room? Room) found, IrcFeatures features) =>
        (found.Person.Away is null ? "H" : "G")
        + (found.Person.IsOperator ? "*" : "")
        + (found.Person.Modes.HasFlag(UserModes.Bot) ? "B" : "")
        + ModeLetters.SymbolsOf(found.Room?.RolesOf(found.Person.Id) ?? Roles.None, features);
}
