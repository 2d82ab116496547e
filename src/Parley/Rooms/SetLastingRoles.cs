using System.Collections.Immutable;

namespace Parley;

/// <summary>The owner of an account is to have roles in a room whenever they come; none takes away what they had.</summary>
/// <remarks>The founder can do that, and for roles below operator those who lastingly are operators or above.</remarks>
/// <param name="Session">The session.</param>
/// <param name="Room">The room, which has to belong to somebody.</param>
/// <param name="Account">The account.</param>
/// <param name="Roles">All of its roles from then on; founder is not among them.</param>
public sealed record SetLastingRoles(SessionId Session, string Room, string Account, Roles Roles) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (OwnerCommand.Find(world, person, Room, out var room, out var registration) is { } refusal) return refusal;
        var name = room.Name!.Value;
        if (world.Accounts.Find(Account) is not { } account) return new NoSuchAccount(Account);

        var (before, wanted) = (registration.RolesOf(account.Name), Roles & ~Roles.Founder);
        var needed = (before | wanted).AtLeast(Roles.Operator) ? Roles.Founder : Roles.Operator;
        if (!person.IsOperator && !room.LastingRolesOf(person.Account).AtLeast(needed)) return new NeedsRole(name, needed);
        if (account.Name == registration.Founder) return new RoomOwned(name, account.Name);
        if (before == wanted) return Decision.Nothing;
        if (before == Roles.None && registration.Roles.Length >= RoomRegistration.RolesMax) return new TooManyLastingRoles(name, RoomRegistration.RolesMax);

        return new Decision(
        [
            new LastingRolesChanged(room.Ref, person.Identity, account.Name, wanted),
            .. LastingRolesChanged.Shown(world, room, person.Identity, registration, registration.With(account.Name, wanted), account.Name),
        ]);
    }
}

/// <summary>A member takes the roles that are lastingly theirs, if they were taken from them meanwhile.</summary>
public sealed record TakeLastingRoles(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;
        if (room.LastingRolesOf(person.Account) == Roles.None) return new NeedsRole(room.Name!.Value, Roles.Voice);
        return new Decision([.. LastingRolesChanged.Shown(room, person, person.Identity, Roles.None, room.LastingRolesOf(person.Account))]);
    }
}

/// <summary>The owner of an account has these roles in a room whenever they come, from here on.</summary>
public sealed record LastingRolesChanged(RoomRef Room, Identity By, AccountName Account, Roles Roles) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { Registration: { } registration } room) room.Registration = registration.With(Account, Roles);
    }

    /// <summary>What has to change about the owners of these accounts who are in the room now.</summary>
    internal static IEnumerable<Event> Shown(
        World world, Room room, Identity by, RoomRegistration before, RoomRegistration after, params IEnumerable<AccountName> accounts) =>
        accounts.SelectMany(account => world.People.Find(account) is { } person && room.Contains(person.Id)
            ? Shown(room, person, by, before.RolesOf(account), after.RolesOf(account))
            : []);

    /// <summary>What has to change about a member whose lasting roles were these, and are those.</summary>
    internal static IEnumerable<Event> Shown(Room room, Person member, Identity by, Roles before, Roles after)
    {
        var has = room.RolesOf(member.Id);
        var who = by.Id == member.Id ? by : member.Identity;
        ImmutableArray<ModeChange> changes =
        [
            .. Enum.GetValues<RoomMode>().Where(mode => (mode.Role() & before & ~after & has) != 0).Select(mode => new ModeChange(mode, false, Who: who)),
            .. Enum.GetValues<RoomMode>().Where(mode => (mode.Role() & after & ~has) != 0).Select(mode => new ModeChange(mode, true, Who: who)),
        ];
        return changes.IsEmpty ? [] : [new ModesChanged(room.Ref, by, changes)];
    }

    /// <summary>What has to change in the rooms of somebody who has another account now, or none.</summary>
    internal static IEnumerable<Event> Shown(Person person, Identity after) => person.Rooms.SelectMany(room =>
        Shown(room, person, after, room.LastingRolesOf(person.Account), room.LastingRolesOf(after.Account)));
}
