namespace Parley;

/// <summary>A room is to belong to another account.</summary>
/// <remarks>Its owner has to be in the room, so that nobody owns more than they would; those who run the server need not ask.</remarks>
public sealed record TransferRoom(SessionId Session, string Room, string Account) : OwnerCommand(Session, Room)
{
    internal override Decision DecideForOwner(World world, Person person, Room room, RoomRegistration registration)
    {
        if (world.Accounts.Find(Account) is not { } account) return new NoSuchAccount(Account);
        if (account.Name == registration.Founder) return Decision.Nothing;
        if (!person.IsOperator && !(world.People.Find(account.Name) is { } owner && room.Contains(owner.Id)))
            return new NotAMember(account.Name.Nick, room.Name!.Value);
        if (RegisterRoom.WhyNoMore(world, account.Name) is { } refusal) return refusal;

        var after = registration.With(account.Name, Roles.None) with { Founder = account.Name };
        return new Decision(
        [
            new RoomTransferred(room.Ref, person.Identity, account.Name),
            .. LastingRolesChanged.Shown(world, room, person.Identity, registration, after, registration.Founder, account.Name),
        ]);
    }
}

/// <summary>A room belongs to another account from here on.</summary>
public sealed record RoomTransferred(RoomRef Room, Identity By, AccountName Account) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { Registration: { } registration } room)
            room.Registration = registration.With(Account, Roles.None) with { Founder = Account };
    }
}
