using System.Collections.Immutable;

namespace Parley;

/// <summary>A session asks who is in a room it is in.</summary>
public sealed record ListMembers(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        world.Rooms.FindFor(person, Room, out var room) is { } refusal
            ? refusal
            : new MemberList(room.Ref, MemberList.NicksIn(room, null));
}

/// <summary>Who is in a room, by nick.</summary>
public sealed record MemberList(RoomRef Room, ImmutableArray<Nick> Members) : Answer
{
    internal static ImmutableArray<Nick> NicksIn(Room room, Person? joining)
    {
        var members = joining is null ? room.Members : room.Members.Append(joining);
        return [.. members.Select(member => member.Identity.Nick).OrderBy(nick => nick.Value, StringComparer.OrdinalIgnoreCase)];
    }
}
