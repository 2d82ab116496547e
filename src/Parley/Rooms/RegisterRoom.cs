namespace Parley;

/// <summary>An operator of a room makes it their account's: its founder, its settings and what was said stay when all have left.</summary>
public sealed record RegisterRoom(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } account) return new NotLoggedIn();
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;
        var name = room.Name!.Value;
        if (name == RoomName.Lobby) return new RoomIsEverybodys(name);
        if (room.Registration is { } registration) return new RoomOwned(name, registration.Founder);
        if (!room.RolesOf(person.Id).AtLeast(Roles.Operator)) return new NeedsRole(name, Roles.Operator);
        if (WhyNoMore(world, account) is { } refusal) return refusal;

        return new Decision(
        [
            new RoomRegistered(room.Ref, person.Identity, account),
            new ModesChanged(room.Ref, person.Identity, [new ModeChange(RoomMode.Registered, true), new ModeChange(RoomMode.Founder, true, Who: person.Identity)]),
        ]);
    }

    /// <summary>Why an account cannot have one more room; null if it can.</summary>
    internal static TooManyOwnedRooms? WhyNoMore(World world, AccountName account) =>
        world.Rooms.Named.Count(room => room.Registration?.Founder == account) >= world.Rules.RoomsPerAccountMax
            ? new TooManyOwnedRooms(world.Rules.RoomsPerAccountMax)
            : null;
}

/// <summary>A room belongs to an account from here on.</summary>
public sealed record RoomRegistered(RoomRef Room, Identity By, AccountName Account) : RoomEvent(Room, By)
{
    internal override void Evolve(World world) => world.Rooms.Find(Room.Id)?.Registration = new RoomRegistration(Account, At, []);
}
