namespace Parley;

/// <summary>Somebody who may not come in asks to be invited.</summary>
/// <seealso href="https://modern.ircdocs.horse/#knock-message"/>
public sealed record Knock(SessionId Session, string Room, string? Text) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (!RoomName.TryParse(Room, out var name)) return new RoomNameInvalid(Room);
        if (world.Rooms.Find(name) is not { } room || !room.IsVisibleTo(person)) return new NoSuchRoom(name);
        if (room.Contains(person.Id)) return new AlreadyInRoom(person.Nick, name);
        if (!room.Has(RoomMode.InviteOnly) && !room.Has(RoomMode.Key) && !room.IsFull) return new RoomIsOpen(name);
        if (room.Bans(person.Identity)) return new CannotSpeak(name);

        return new Decision(
            [new Knocked(room.Ref, person.Identity, ChatText.Shorten(Text, world.Rules.ReasonBytesMax))
                { OnlyTo = [.. room.MembersWith(Roles.HalfOperator)] }], new KnockDelivered(name));
    }
}

/// <summary>Somebody asked to be let into a room. Half-operators and above see it.</summary>
public sealed record Knocked(RoomRef Room, Identity By, string? Text) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
    }
}

/// <summary>Those in the room have heard the knock.</summary>
public sealed record KnockDelivered(RoomName Room) : Answer;
