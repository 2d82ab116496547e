using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>NAMES: who is in rooms.</summary>
internal static class NamesCommand
{
    public static readonly IrcCommand Definition = new(
        "NAMES", "<channel>{,<channel>}", "List who is in channels.", "https://modern.ircdocs.horse/#names-message", HandleAsync);

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var names = request.List(0);
        if (names.Length == 0) await request.ReplyAsync(Numeric.EndOfNames, "*", "End of /NAMES list");
        foreach (var name in names) await request.QueryAsync((world, person) => Names(world, person, name));
    }

    private static IEnumerable<IrcLine> Names(World world, Person person, string name)
    {
        if (!RoomName.TryParse(name, out var roomName) || world.Rooms.Find(roomName) is not { } room || !room.IsVisibleTo(person))
            return [IrcLine.Of(Numeric.EndOfNames, name, "End of /NAMES list")];

        var isMember = room.Contains(person.Id);
        var members = room.Members
            .Where(member => isMember || person.IsOperator || !member.Person.Modes.HasFlag(UserModes.Invisible))
            .Select(member => new MemberInfo(member.Person.Identity, member.Roles));
        return IrcAnswers.Names(room.Name!.Value.Value, room.IsSecret, members);
    }
}
