using System.Text.Json.Serialization;

namespace Parley;

/// <summary>Which room an event happened in, as it was called then.</summary>
/// <remarks>Immutable and shared by all events of a room.</remarks>
[JsonConverter(typeof(RoomRefConverter))]
public abstract record RoomRef(RoomId Id);

/// <summary>A room with a name, that many can join.</summary>
public sealed record NamedRoom(RoomId Id, RoomName Name) : RoomRef(Id);

/// <summary>A direct conversation: a room of two.</summary>
public sealed record Conversation(RoomId Id, Identity First, Identity Second) : RoomRef(Id)
{
    /// <summary>The one of the two who is not <paramref name="person"/>.</summary>
    public Identity Other(PersonId person) => First.Id == person ? Second : First;

    /// <summary>The one of the two who is not the reader, in this visit or with the same account.</summary>
    public Identity OtherThan(Identity reader) => reader.Account is { } account && IsLasting
        ? First.Account == account ? Second : First
        : Other(reader.Id);

    /// <summary>The conversation as the two are called now, one of whom is here; the same instance when nothing has changed.</summary>
    /// <remarks>The other one, if not here, is called as before.</remarks>
    internal Conversation AsOf(Person one, PeopleDirectory people)
    {
        var was = OtherThan(one.Identity);
        var other = (IsLasting && was.Account is { } account ? people.Find(account) : people.Find(was.Id))?.Identity ?? was;
        var (first, second) = IsFirst(one) ? (one.Identity, other) : (other, one.Identity);
        return first == First && second == Second ? this : this with { First = first, Second = second };
    }

    private bool IsLasting => First.Account is not null && Second.Account is not null;

    // After a return with an account only that is the same as it was.
    private bool IsFirst(Person person) => IsLasting ? person.Account == First.Account : person.Id == First.Id;
}
