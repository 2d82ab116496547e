using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A name that is one string, in memory and in JSON.</summary>
internal interface IName<TSelf>
    where TSelf : struct, IName<TSelf>
{
    string Value { get; }

    /// <summary>Takes a name that was checked when it was first made, so that rules can change without a stored name becoming unreadable.</summary>
    static abstract TSelf FromStored(string value);
}

/// <summary>Writes a name as a JSON string.</summary>
internal sealed class NameConverter<T> : JsonConverter<T>
    where T : struct, IName<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.FromStored(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
