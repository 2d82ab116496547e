namespace Parley;

/// <summary>A person wants to leave a room.</summary>
public sealed record Part(SessionId Session, string Room, string? Reason) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        world.Rooms.FindFor(person, Room, out var room) is { } refusal
            ? refusal
            : new Parted(room.Ref, person.Identity, ChatText.Shorten(Reason, world.Rules.ReasonBytesMax));
}

/// <summary>A person wants to leave every room.</summary>
public sealed record PartAll(SessionId Session) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        new([.. person.Rooms.Select(room => new Parted(room.Ref, person.Identity, null))]);
}

/// <summary>A person has left a room.</summary>
public sealed record Parted(RoomRef Room, Identity By, string? Reason) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { } room && world.People.Find(By.Id) is { } person) world.Rooms.Leave(room, person, Sequence);
    }
}
