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
}
