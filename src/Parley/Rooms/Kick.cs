namespace Parley;

/// <summary>Somebody with a role sends a member away.</summary>
public sealed record Kick(SessionId Session, string Room, string Nick, string? Reason) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;
        var name = room.Name!.Value;
        if (!room.RolesOf(person.Id).AtLeast(Roles.HalfOperator)) return new NeedsRole(name, Roles.HalfOperator);
        if (!Parley.Nick.TryParse(Nick, out var nick) || world.People.Find(nick) is not { } victim) return new NoSuchPerson(Nick);
        if (!room.Contains(victim.Id)) return new NotAMember(victim.Nick, name);
        if (room.RolesOf(victim.Id).Highest() is var theirs && theirs.AtLeast(Roles.HalfOperator)
            && !room.RolesOf(person.Id).Highest().AtLeast(theirs))
            return new NeedsRole(name, theirs);

        return new Kicked(room.Ref, person.Identity, victim.Identity, ChatText.Shorten(Reason, world.Rules.ReasonBytesMax));
    }
}

/// <summary>A member was sent away from a room.</summary>
public sealed record Kicked(RoomRef Room, Identity By, Identity Who, string? Reason) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { } room && world.People.Find(Who.Id) is { } person) world.Rooms.Leave(room, person, Sequence);
    }
}
