using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A member asks somebody in. Into a room that takes only invited people, half-operators and above can.</summary>
/// <remarks>
/// Whom they invite comes in whatever keeps others out. What a mere member says is no more than a hint, or any two could
/// undo the room's bans.
/// </remarks>
public sealed record Invite(SessionId Session, string Nick, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (!Parley.Nick.TryParse(Nick, out var nick) || world.People.Find(nick) is not { } guest) return new NoSuchPerson(Nick);
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;
        var name = room.Name!.Value;
        if (room.Has(RoomMode.InviteOnly) && !room.RolesOf(person.Id).AtLeast(Roles.HalfOperator))
            return new NeedsRole(name, Roles.HalfOperator);
        if (room.Contains(guest.Id)) return new AlreadyInRoom(guest.Nick, name);

        var invited = new Invited(room.Ref, person.Identity, guest.Identity)
        {
            LetsIn = room.RolesOf(person.Id).AtLeast(Roles.HalfOperator),
            OnlyTo = [person.Id, guest.Id, .. room.MembersWith(Roles.HalfOperator).Where(member => member != person.Id)],
        };
        return new Decision([invited], new InviteSent(guest.Nick, name, guest.Away));
    }
}

/// <summary>Somebody was asked into a room. They, who invited them and half-operators and above see it; it is no part of what was said there.</summary>
public sealed record Invited(RoomRef Room, Identity By, Identity Who) : RoomEvent(Room, By)
{
    /// <summary>Whether they may come in once past bans, key, limit and the like.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LetsIn { get; init; }

    internal override void Evolve(World world)
    {
        if (LetsIn && world.People.Find(Who.Id) is { } guest && world.Rooms.Find(Room.Id) is { } room) room.Invite(guest);
    }
}

/// <summary>The invitation is on its way.</summary>
public sealed record InviteSent(Nick Nick, RoomName Room, string? Away) : Answer;
