namespace Parley;

/// <summary>A person says something to one other person, in their direct conversation.</summary>
public sealed record Tell(SessionId Session, string Nick, MessageKind Kind, string Text) : PersonCommand(Session)
{
    /// <summary>The event that it answers.</summary>
    public Sequence? ReplyTo { get; init; }

    /// <summary>Whether the text may have several lines, with line feeds between them.</summary>
    public bool HasLines { get; init; }

    /// <inheritdoc cref="Say.ClientId"/>
    public string? ClientId { get; init; }

    internal override Decision Decide(World world, Person person)
    {
        if (SentMessages.Check(ClientId) is { } unfit) return unfit;
        if (!Parley.Nick.TryParse(Nick, out var nick)) return new NoSuchPerson(Nick);
        if (SentMessages.Find(world, person, ClientId, nick.Folded) is { } earlier) return earlier;
        if (world.People.Find(nick) is not { } other) return new NoSuchPerson(Nick);
        if (Said.Check(world, Text, out var text, HasLines) is { } refusal) return refusal;
        if (Speech.WhyNot(person, other) is { } closed) return closed;

        var away = other.Away is { } why && Kind != MessageKind.Notice ? new IsAway(other.Nick, why) : null;
        if (world.Rooms.FindConversation(person, other) is { } room)
            return new Decision([Speak(world, room.RefBy(person, world), person, text)], away);

        var opened = new Conversation(new RoomId(world.Head.Next.Value), person.Identity, other.Identity);
        return new Decision([new ConversationOpened(opened, person.Identity), Speak(world, opened, person, text)], away);
    }

    private Said Speak(World world, RoomRef room, Person person, string text) =>
        new(room, person.Identity, Kind, text) { ReplyTo = Said.KnownIn(world, ReplyTo), ClientId = ClientId };
}

/// <summary>Two people have a direct conversation from here on. Its id is this event's sequence.</summary>
/// <remarks>When both have accounts it is theirs for ever; otherwise it ends when one of them leaves.</remarks>
public sealed record ConversationOpened(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    internal override void Evolve(World world) => world.Rooms.AddConversation(new Room(Room, At), world.People);
}

/// <summary>The one who was spoken to is away.</summary>
public sealed record IsAway(Nick Nick, string Text) : Answer;
