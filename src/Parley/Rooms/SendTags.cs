using System.Collections.Immutable;

namespace Parley;

/// <summary>A person lets clients know something without words, such as that they are typing.</summary>
/// <param name="Session">The session.</param>
/// <param name="Target">A room's name or a nick.</param>
/// <param name="Tags">What to let them know.</param>
/// <seealso href="https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message"/>
public sealed record SendTags(SessionId Session, string Target, ImmutableArray<MessageTag> Tags) : PersonCommand(Session)
{
    /// <summary>Only members with this role, or one above, learn of it.</summary>
    public Roles Audience { get; init; }

    internal override Decision Decide(World world, Person person) =>
        Target.StartsWith('#') ? ToRoom(world, person) : ToPerson(world, person);

    private Decision ToRoom(World world, Person person)
    {
        if (Speech.Find(world, person, Target, out var room) is { } elsewhere) return elsewhere;
        if (Speech.WhyNot(room, person) is { } silenced) return silenced;
        return new TagsSent(room.Ref, person.Identity, Tags) { Audience = Audience, OnlyTo = Speech.Hearers(room, person, Audience) };
    }

    private Decision ToPerson(World world, Person person)
    {
        if (!Nick.TryParse(Target, out var nick) || world.People.Find(nick) is not { } other) return new NoSuchPerson(Target);
        if (Speech.WhyNot(person, other) is { } refusal) return refusal;

        // Typing alone opens no conversation: nothing of it would be stored.
        var conversation = world.Rooms.FindConversation(person, other) is { } room
            ? room.RefBy(person, world)
            : new Conversation(default, person.Identity, other.Identity);
        return new TagsSent(conversation, person.Identity, Tags);
    }
}

/// <summary>Somebody let clients know something without words.</summary>
public sealed record TagsSent(RoomRef Room, Identity By, ImmutableArray<MessageTag> Tags) : Signal(Room, By)
{
    /// <summary>It was meant for members with this role, or one above; none when it was for all.</summary>
    public Roles Audience { get; init; }
}
