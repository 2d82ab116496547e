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
    public Identity OtherThan(Identity reader) => reader.Account is { } account && Second.Account is not null && First.Account is not null
        ? First.Account == account ? Second : First
        : Other(reader.Id);

    /// <summary>The conversation between the two as they are called now; the same instance when nothing has changed.</summary>
    internal Conversation AsOf(Person one, Person other)
    {
        var (first, second) = IsFirst(one) ? (one.Identity, other.Identity) : (other.Identity, one.Identity);
        return first == First && second == Second ? this : this with { First = first, Second = second };
    }

    // After a return with an account only that is the same as it was.
    private bool IsFirst(Person person) => First.Account is { } account && Second.Account is not null ? person.Account == account : person.Id == First.Id;
}
