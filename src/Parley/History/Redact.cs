using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A session wants a message gone: its own, or as an operator of the room or the server.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/message-redaction"/>
/// <param name="Session">The session.</param>
/// <param name="Message">The message, as the log has it.</param>
/// <param name="Reason">Why, for the others to read; null when there is nothing to say.</param>
public sealed record Redact(SessionId Session, Said Message, string? Reason) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (Message.IsErased || world.Rooms.Find(Message.Room.Id) is not { } room || !IsIn(world, room, person)) return new NoSuchMessage();
        if (!IsInCharge(room, person))
        {
            if (!IsOwn(person)) return new CannotRedact();
            if (world.Now - Message.At > world.Rules.OwnRedactionWithin) return new RedactionTooLate(world.Rules.OwnRedactionWithin);
        }

        return new Redacted(room.RefBy(person, world), person.Identity, Message.Sequence, Message.By, ChatText.Shorten(Reason, world.Rules.ReasonBytesMax));
    }

    /// <summary>Whether they have said it, in this visit or with the same account.</summary>
    private bool IsOwn(Person person) => Message.By.Id == person.Id || (person.Account is { } account && Message.By.Account == account);

    private static bool IsIn(World world, Room room, Person person) =>
        room.Ref is Conversation ? world.Rooms.ConversationsOf(person).Contains(room) : room.Contains(person.Id);

    private static bool IsInCharge(Room room, Person person) =>
        room.Ref is NamedRoom && (person.IsOperator || room.RolesOf(person.Id).AtLeast(Roles.HalfOperator));
}

/// <summary>A message was taken back: its text is gone from the log and the search.</summary>
/// <param name="Room">Where it was said.</param>
/// <param name="By">Who took it back.</param>
/// <param name="Message">The event that was the message.</param>
/// <param name="Of">Who had said it.</param>
/// <param name="Reason">Why; null when nothing was given.</param>
public sealed record Redacted(RoomRef Room, Identity By, Sequence Message, Identity Of, string? Reason) : RoomEvent(Room, By)
{
    [JsonIgnore]
    public override Erasure Erases => new(new Sequence(Message.Value - 1), Message.Next) { Room = Room.Id, MessagesOnly = true };

    internal override void Evolve(World world)
    {
    }
}
