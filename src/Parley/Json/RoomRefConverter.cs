using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary><c>{"id":1,"name":"#lobby"}</c> or <c>{"id":7,"between":[{…},{…}]}</c>.</summary>
internal sealed class RoomRefConverter : JsonConverter<RoomRef>
{
    // Called as it is: the serializer would begin anew for the one string, and every message has one.
    private static readonly NameConverter<RoomName> Names = new();

    public override RoomRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A room is an object.");
        RoomId id = default;
        RoomName? name = null;
        Identity[] between = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsProperty("id"u8)) id = new RoomId(reader.GetInt64());
            else if (reader.IsProperty("name"u8)) name = Names.Read(ref reader, typeof(RoomName), options);
            else if (reader.IsProperty("between"u8)) between = reader.ReadAs<Identity[]>(options) ?? [];
            else reader.Skip();
        }

        return (name, between) switch
        {
            ({ } known, _) => new NamedRoom(id, known),
            (_, [var first, var second]) => new Conversation(id, first, second),
            _ => throw new JsonException("A room has a name, or is between two."),
        };
    }

    public override void Write(Utf8JsonWriter writer, RoomRef value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, value.Id.Value);
        switch (value)
        {
            case NamedRoom room:
                writer.WriteString("name"u8, room.Name.Value);
                break;
            case Conversation conversation:
                writer.WriteAs("between"u8, new[] { conversation.First, conversation.Second }, options);
                break;
        }

        writer.WriteEndObject();
    }
}
