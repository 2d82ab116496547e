namespace Parley;

/// <summary>A member wants the room to be about something else; an empty text takes the topic away.</summary>
public sealed record SetTopic(SessionId Session, string Room, string Text) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;
        if (room.Has(RoomMode.TopicLocked) && !room.RolesOf(person.Id).AtLeast(Roles.HalfOperator))
            return new NeedsRole(room.Name!.Value, Roles.HalfOperator);
        if (ChatText.Check(Text, world.Rules.TopicBytesMax, out var text) is { } refusal) return refusal;
        return new TopicChanged(room.Ref, person.Identity, ChatText.IsBlank(text) ? "" : text);
    }
}

/// <summary>A room has another topic, or none when the text is empty.</summary>
public sealed record TopicChanged(RoomRef Room, Identity By, string Text) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is not { } room) return;
        room.Topic = Text.Length == 0 ? null : new Topic(Text, By.Nick, At);
        room.HasHistory = true;
    }
}

/// <summary>A session asks what a room is about.</summary>
public sealed record ShowTopic(SessionId Session, string Room) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        world.Rooms.FindFor(person, Room, out var room) is { } refusal ? refusal : new TopicShown(room.Ref, room.Topic);
}

/// <summary>What a room is about.</summary>
public sealed record TopicShown(RoomRef Room, Topic? Topic) : Answer;
