using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley;

/// <summary>What converters do again and again.</summary>
internal static class JsonWriting
{
    extension(Utf8JsonWriter writer)
    {
        /// <summary>Writes a property with the value that the serializer makes of it.</summary>
        public void WriteAs<T>(ReadOnlySpan<byte> name, T value, JsonSerializerOptions options)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }
    }
}
