namespace Parley;

/// <summary>A command about a room that belongs to an account, for its founder and for those who run the server.</summary>
public abstract record OwnerCommand(SessionId Session, string Room) : PersonCommand(Session)
{
    internal sealed override Decision Decide(World world, Person person)
    {
        if (Find(world, person, Room, out var room, out var registration) is { } refusal) return refusal;
        return registration.Founder == person.Account || person.IsOperator
            ? DecideForOwner(world, person, room, registration)
            : new NeedsRole(room.Name!.Value, Roles.Founder);
    }

    internal abstract Decision DecideForOwner(World world, Person person, Room room, RoomRegistration registration);

    /// <summary>The registered room of that name; to those who may not know of it, and have no role there, there is none.</summary>
    internal static Refusal? Find(World world, Person person, string text, out Room room, out RoomRegistration registration)
    {
        (room, registration) = (null!, null!);
        if (!RoomName.TryParse(text, out var name)) return new RoomNameInvalid(text);
        if (world.Rooms.Find(name) is not { } found || (!found.IsVisibleTo(person) && found.LastingRolesOf(person.Account) == Roles.None))
            return new NoSuchRoom(name);
        if (found.Registration is not { } known) return new RoomNotOwned(name);
        (room, registration) = (found, known);
        return null;
    }
}
