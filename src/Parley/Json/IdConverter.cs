using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An identifier that is one integer, in memory and in JSON.</summary>
internal interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    long Value { get; }

    static abstract TSelf From(long value);
}

/// <summary>Writes an identifier as a JSON number.</summary>
internal sealed class IdConverter<T> : JsonConverter<T>
    where T : struct, IId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.From(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
