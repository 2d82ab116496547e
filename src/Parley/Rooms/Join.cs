using System.Collections.Immutable;

namespace Parley;

/// <summary>A person wants to be in a room; it is made if there is none of that name.</summary>
public sealed record Join(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (!RoomName.TryParse(Room, out var name)) return new RoomNameInvalid(Room);

        var room = world.Rooms.Find(name);
        if (room?.Contains(person.Id) == true) return RoomEntered.Of(room, null);
        if (person.Rooms.Count >= world.Rules.RoomsPerPersonMax) return new TooManyJoined(world.Rules.RoomsPerPersonMax);
        if (room is not null)
            return new Decision([new Joined(room.Ref, person.Identity)], RoomEntered.Of(room, person));
        if (world.Rooms.Named.Count >= world.Rules.RoomsMax) return new TooManyRooms(world.Rules.RoomsMax);

        var made = new NamedRoom(new RoomId(world.Head.Next.Value), name);
        return new Decision(
            [new RoomCreated(made, person.Identity), new Joined(made, person.Identity)],
            new RoomEntered(made, null, [person.Identity.Nick]));
    }
}

/// <summary>There is a new room. Its id is this event's sequence.</summary>
public sealed record RoomCreated(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    internal override void Evolve(World world) => world.Rooms.Add(new Room(Room));
}

/// <summary>A person is in a room from here on.</summary>
public sealed record Joined(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { } room && world.People.Find(By.Id) is { } person) RoomDirectory.Enter(room, person);
    }
}

/// <summary>What somebody who enters a room wants to know: its topic, and who is there, themselves included.</summary>
public sealed record RoomEntered(RoomRef Room, Topic? Topic, ImmutableArray<Nick> Members) : Answer
{
    internal static RoomEntered Of(Room room, Person? joining) =>
        new(room.Ref, room.Topic, MemberList.NicksIn(room, joining));
}
