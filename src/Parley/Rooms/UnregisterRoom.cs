namespace Parley;

/// <summary>A room is to belong to nobody; what its members have arranged stays until all have left.</summary>
public sealed record UnregisterRoom(SessionId Session, string Room) : OwnerCommand(Session, Room)
{
    internal override Decision DecideForOwner(World world, Person person, Room room, RoomRegistration registration) =>
        new([.. RoomUnregistered.Of(room, person)]);
}

/// <summary>A room belongs to nobody from here on.</summary>
public sealed record RoomUnregistered(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    internal static IEnumerable<Event> Of(Room room, Person by) =>
    [
        new ModesChanged(room.Ref, by.Identity, [new ModeChange(RoomMode.Registered, false)]),
        new RoomUnregistered(room.Ref, by.Identity),
    ];

    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is not { } room) return;
        room.Registration = null;
        world.Rooms.KeepIfUsed(room);
    }
}
