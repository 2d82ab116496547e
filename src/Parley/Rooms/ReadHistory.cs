namespace Parley;

/// <summary>A session asks to read a room's history. The world says whether it may; the log has the events.</summary>
public sealed record ReadHistory(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        world.Rooms.FindFor(person, Room, out var room) is { } refusal
            ? refusal
            : new HistoryGranted(room.Ref, world.Head);
}

/// <summary>The history of this room may be read, up to and including this event.</summary>
public sealed record HistoryGranted(RoomRef Room, Sequence UpTo) : Answer;
