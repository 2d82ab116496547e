using System.Text.Json;

namespace Parley.Server.Storage.Sqlite;

/// <summary>A line of a row of the table <c>page</c>; <see cref="EventLines"/> writes them.</summary>
/// <param name="Microseconds">The event's time; see <see cref="StoredTime"/>.</param>
/// <param name="Kind">Its kind; null when it is that of the line that it is like.</param>
/// <param name="Like">The line that has what this one leaves out, counted from 0; without meaning when there is a kind.</param>
/// <param name="Data">Its JSON object, or as much of it as is its own.</param>
internal readonly record struct EventLine(long Microseconds, string? Kind, long Like, ReadOnlyMemory<byte> Data)
{
    /// <returns>Null when it cannot be understood.</returns>
    public static EventLine? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line.Span);
            if (!reader.Read() || !IsNext(ref reader, "at"u8) || !reader.TryGetInt64(out var microseconds) || !reader.Read()) return null;
            var (kind, like) = (default(string), 0L);
            if (IsProperty(ref reader, "kind"u8)) kind = reader.GetString();
            else if (!IsProperty(ref reader, "like"u8) || !reader.TryGetInt64(out like)) return null;
            return IsNext(ref reader, "data"u8) ? new EventLine(microseconds, kind, like, line[(int)reader.TokenStartIndex..^1]) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.Read() && IsProperty(ref reader, name);

    private static bool IsProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();
}
