using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A room's or a conversation's identity: the sequence of the event that made it.</summary>
[JsonConverter(typeof(IdConverter<RoomId>))]
public readonly record struct RoomId(long Value) : IId<RoomId>
{
    static RoomId IId<RoomId>.From(long value) => new(value);
}
