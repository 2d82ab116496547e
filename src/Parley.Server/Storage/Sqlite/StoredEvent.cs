namespace Parley.Server.Storage.Sqlite;

/// <summary>An event as it is stored.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Microseconds">Its time; see <see cref="StoredTime"/>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Json">Its JSON object, in UTF-8.</param>
internal readonly record struct StoredEvent(Sequence Sequence, long Microseconds, string Kind, ReadOnlyMemory<byte> Json)
{
    /// <exception cref="EventLogException">It cannot be understood.</exception>
    public Event Read() => EventCodec.Read(Sequence, StoredTime.Read(Sequence, Microseconds), Kind, Json.Span);
}
