using System.Text.Json.Serialization;

namespace Parley;

/// <summary>How a message is meant.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageKind>))]
public enum MessageKind
{
    /// <summary>Ordinary speech.</summary>
    [JsonStringEnumMemberName("message")]
    Message,

    /// <summary>What the speaker does: <c>/me waves</c>.</summary>
    [JsonStringEnumMemberName("action")]
    Action,
}

/// <summary>A person says something in a room.</summary>
public sealed record Say(SessionId Session, string Room, MessageKind Kind, string Text) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;
        if (Said.Check(world, Text, out var text) is { } refusal) return refusal;
        return new Said(room.Ref, person.Identity, Kind, text);
    }
}

/// <summary>A person says something to one other person, in their direct conversation.</summary>
public sealed record Tell(SessionId Session, string Nick, MessageKind Kind, string Text) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (!Parley.Nick.TryParse(Nick, out var nick) || world.People.Find(nick) is not { } other) return new NoSuchPerson(Nick);
        if (Said.Check(world, Text, out var text) is { } refusal) return refusal;
        if (person.Conversations.TryGetValue(other.Id, out var room)) return new Said(room.Ref, person.Identity, Kind, text);

        var opened = new Conversation(new RoomId(world.Head.Next.Value), person.Identity, other.Identity);
        return new Decision([new ConversationOpened(opened, person.Identity), new Said(opened, person.Identity, Kind, text)]);
    }
}

/// <summary>Two people have a direct conversation from here on. Its id is this event's sequence.</summary>
public sealed record ConversationOpened(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (Room is Conversation conversation
            && world.People.Find(conversation.First.Id) is { } first
            && world.People.Find(conversation.Second.Id) is { } second)
            world.Rooms.AddConversation(new Room(Room), first, second);
    }
}

/// <summary>Something was said, in a room or a conversation.</summary>
public sealed record Said(RoomRef Room, Identity By, MessageKind Kind, string Text) : RoomEvent(Room, By)
{
    internal static Refusal? Check(World world, string text, out string clean) =>
        ChatText.Check(text, world.Rules.MessageBytesMax, out clean) ?? (ChatText.IsBlank(clean) ? new TextEmpty() : null);

    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { } room) room.HasHistory = true;
    }
}
