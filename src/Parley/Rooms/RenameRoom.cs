namespace Parley;

/// <summary>An operator of a room, or its founder if it is registered, calls it something else. Who is in it, what holds there and what was said stays.</summary>
/// <remarks>The lobby keeps its name, and no other room gets it: nobody is in charge of it.</remarks>
/// <param name="Session">The session.</param>
/// <param name="Room">What the room is called.</param>
/// <param name="Name">What it is to be called.</param>
/// <param name="Reason">Why, for the others to read.</param>
/// <seealso href="https://ircv3.net/specs/extensions/channel-rename"/>
public sealed record RenameRoom(SessionId Session, string Room, string Name, string? Reason) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;
        var before = room.Name!.Value;
        var needed = room.Registration is null ? Roles.Operator : Roles.Founder;
        if (!room.RolesOf(person.Id).AtLeast(needed)) return new NeedsRole(before, needed);
        if (!RoomName.TryParse(Name, out var name) || before == RoomName.Lobby || name == RoomName.Lobby) return new CannotRename(before, Name);
        if (name.Value == before.Value) return Decision.Nothing;
        if (world.Rooms.Find(name) is { } other && other != room) return new RoomNameTaken(before, name);
        return new RoomRenamed(room.Ref, person.Identity, name, ChatText.Shorten(Reason, world.Rules.ReasonBytesMax));
    }
}

/// <summary>A room is called something else from here on. <see cref="RoomEvent.Room"/> is what it was called.</summary>
public sealed record RoomRenamed(RoomRef Room, Identity By, RoomName Name, string? Reason) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is not { } room) return;
        world.Rooms.Rename(room, Name);
        room.HasHistory = true;
    }
}
