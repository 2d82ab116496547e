using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>NAMES: who is in rooms.</summary>
internal static class NamesCommand
{
    public static readonly IrcCommand Definition = new(
        "NAMES", "<channel>{,<channel>}", "List who is in channels.", "https://modern.ircdocs.horse/#names-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var names = request.List(0);
        return request.QueryAsync((world, person) =>
        [
            .. names.SelectMany(name => Names(world, person, name, request.Features)),
            IrcLine.Of(Numeric.EndOfNames, request[0] ?? "*", "End of /NAMES list"),
        ]);
    }

    private static IEnumerable<IrcLine> Names(World world, Person person, string name, IrcFeatures features)
    {
        if (!RoomName.TryParse(name, out var roomName) || world.Rooms.Find(roomName) is not { } room || !room.IsVisibleTo(person))
            return [];

        var isMember = room.Contains(person.Id);
        var members = room.Members
            .Where(member => isMember || person.IsOperator || !member.Person.Modes.HasFlag(UserModes.Invisible))
            .Select(member => new MemberInfo(member.Person.Identity, member.Roles));
        return IrcAnswers.Names(room.Name!.Value.Value, room.IsSecret, members, features);
    }
}
