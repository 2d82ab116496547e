namespace Parley;

/// <summary>A person asks to whom a room belongs, and who has lasting roles there.</summary>
public sealed record ShowRegistration(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        OwnerCommand.Find(world, person, Room, out var room, out var registration) is { } refusal
            ? refusal
            : new RegistrationShown(room.Name!.Value, MayReadRoles(room, person) ? registration : registration with { Roles = [] });

    private static bool MayReadRoles(Room room, Person person) => room.Contains(person.Id) || room.LastingRolesOf(person.Account) != Roles.None || person.IsOperator;
}

/// <summary>To whom a room belongs; the roles only for those who are in it or have one.</summary>
public sealed record RegistrationShown(RoomName Room, RoomRegistration Registration) : Answer;
