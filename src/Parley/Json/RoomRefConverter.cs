using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Parley;

/// <summary><c>{"id":1,"name":"#lobby"}</c> or <c>{"id":7,"between":[{…},{…}]}</c>.</summary>
internal sealed class RoomRefConverter : JsonConverter<RoomRef>
{
    // Called as it is: the serializer would begin anew for the one string, and every message has one.
    private static readonly NameConverter<RoomName> Names = new();

    public override RoomRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        RoomId id = default;
        RoomName? name = null;
        Identity[] between = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsProperty("id"u8)) id = new RoomId(reader.GetInt64());
            else if (reader.IsProperty("name"u8)) name = Names.Read(ref reader, typeof(RoomName), options);
            else if (reader.IsProperty("between"u8)) between = Read<Identity[]>(ref reader, options) ?? [];
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
                writer.WritePropertyName("between"u8);
                Write(writer, new[] { conversation.First, conversation.Second }, options);
                break;
        }

        writer.WriteEndObject();
    }

    private static T? Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    private static void Write<T>(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}
