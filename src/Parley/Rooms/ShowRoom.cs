namespace Parley;

/// <summary>A session asks what there is to know of a room that its person is in. There is no answer if they are not.</summary>
public sealed record ShowRoom(SessionId Session, RoomId Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        world.Rooms.Find(Room) is { } room && room.Contains(person.Id) ? RoomEntered.Of(world, room, person) : Decision.Nothing;
}
