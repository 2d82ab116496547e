using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary><c>{"id":1,"nick":"Zoë","user":"zoe","host":"…","account":"zoe","isBot":true}</c>, all but the first two where there is something to say.</summary>
/// <remarks>By hand, as every event has one: it halves the time that writing an event takes.</remarks>
internal sealed class IdentityConverter : JsonConverter<Identity>
{
    public override Identity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Somebody is an object.");
        PersonId? id = null;
        string? nick = null, user = null, host = null, account = null;
        var isBot = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsProperty("id"u8)) id = new PersonId(reader.GetInt64());
            else if (reader.IsProperty("nick"u8)) nick = reader.GetString();
            else if (reader.IsProperty("user"u8)) user = reader.GetString();
            else if (reader.IsProperty("host"u8)) host = reader.GetString();
            else if (reader.IsProperty("account"u8)) account = reader.GetString();
            else if (reader.IsProperty("isBot"u8)) isBot = reader.GetBoolean();
            else reader.Skip();
        }

        if (id is null || nick is null) throw new JsonException("Somebody has an id and a nick.");
        return new Identity(id.Value, FromStored<Nick>(nick))
        {
            User = user,
            Host = host,
            Account = account is null ? null : FromStored<AccountName>(account),
            IsBot = isBot,
        };
    }

    public override void Write(Utf8JsonWriter writer, Identity value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, value.Id.Value);
        writer.WriteString("nick"u8, value.Nick.Value);
        if (value.User is { } user) writer.WriteString("user"u8, user);
        if (value.Host is { } host) writer.WriteString("host"u8, host);
        if (value.Account is { } account) writer.WriteString("account"u8, account.Value);
        if (value.IsBot) writer.WriteBoolean("isBot"u8, true);
        writer.WriteEndObject();
    }

    private static T FromStored<T>(string value)
        where T : struct, IName<T> => T.FromStored(value);
}
