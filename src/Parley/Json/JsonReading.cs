using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley;

/// <summary>What converters do again and again.</summary>
internal static class JsonReading
{
    extension(ref Utf8JsonReader reader)
    {
        /// <summary>Whether this is the property of that name; then the reader goes on to its value.</summary>
        public bool IsProperty(ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

        /// <summary>Reads a value as the serializer does.</summary>
        public T? ReadAs<T>(JsonSerializerOptions options) =>
            JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }
}
