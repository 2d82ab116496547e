using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Parley;

/// <summary><c>{"id":1,"name":"#lobby"}</c> or <c>{"id":7,"between":[{…},{…}]}</c>.</summary>
internal sealed class RoomRefConverter : JsonConverter<RoomRef>
{
    public override RoomRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        RoomId id = default;
        RoomName? name = null;
        Identity[] between = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case "id": id = new RoomId(reader.GetInt64()); break;
                case "name": name = Read<RoomName>(ref reader, options); break;
                case "between": between = Read<Identity[]>(ref reader, options) ?? []; break;
                default: reader.Skip(); break;
            }
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
