using System.Collections.Immutable;

namespace Parley;

/// <summary>A session asks which rooms there are.</summary>
public sealed record ListRooms(SessionId Session) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) => new RoomList([.. world.Rooms.Named
        .Where(room => room.IsVisibleTo(person))
        .OrderByDescending(room => room.Count)
        .ThenBy(room => ((NamedRoom)room.Ref).Name.Folded, StringComparer.Ordinal)
        .Select(room => new RoomSummary(((NamedRoom)room.Ref).Name, room.Count, room.Topic?.Text))]);
}

/// <summary>The rooms, the fullest first.</summary>
public sealed record RoomList(ImmutableArray<RoomSummary> Rooms) : Answer;

/// <summary>One room in a <see cref="RoomList"/>.</summary>
public sealed record RoomSummary(RoomName Name, int Members, string? Topic);
