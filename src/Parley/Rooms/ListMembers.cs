using System.Collections.Immutable;

namespace Parley;

/// <summary>A session asks who is in a room it is in.</summary>
public sealed record ListMembers(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        world.Rooms.FindFor(person, Room, out var room) is { } refusal
            ? refusal
            : new MemberList(room.Ref, room.Roster);
}

/// <summary>Who is in a room, in no particular order.</summary>
public sealed record MemberList(RoomRef Room, ImmutableArray<MemberInfo> Members) : Answer;
