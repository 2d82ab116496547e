using System.Text.Json;

namespace Parley.Server.Storage.Sqlite;

/// <summary>A row of the table <c>page</c>: events that follow on each other.</summary>
internal sealed class EventPage
{
    private readonly ReadOnlyMemory<byte>[] _lines;

    /// <exception cref="EventLogException">These are not as many events as there have to be.</exception>
    public EventPage(Sequence first, Sequence last, byte[] events)
    {
        First = first;
        Last = last;
        _lines = Split(events);
        if (_lines.Length != last.Value - first.Value + 1) throw new EventLogException($"the events from {first} to {last} are not as they were stored");
    }

    public Sequence First { get; }

    public Sequence Last { get; }

    public bool Contains(Sequence place) => place >= First && place <= Last;

    /// <summary>The event at a place that this page contains.</summary>
    /// <exception cref="EventLogException">It cannot be read.</exception>
    public StoredEvent Read(Sequence place)
    {
        var line = _lines[place.Value - First.Value];
        var reader = new Utf8JsonReader(line.Span);
        try
        {
            if (reader.Read() && IsProperty(ref reader, "at"u8) && reader.TryGetInt64(out var microseconds)
                && IsProperty(ref reader, "kind"u8) && reader.GetString() is { } kind
                && IsProperty(ref reader, "data"u8))
                return new StoredEvent(place, microseconds, kind, line[(int)reader.TokenStartIndex..^1]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new EventLogException($"event {place} cannot be read: {e.Message}", e);
        }

        throw new EventLogException($"event {place} cannot be read");
    }

    /// <summary>What stands in the row once some of its events have become others.</summary>
    public byte[] With(IEnumerable<Event> others)
    {
        var lines = (ReadOnlyMemory<byte>[])[.. _lines];
        using var writer = new EventLines();
        foreach (var other in others)
        {
            writer.Clear();
            writer.Add(other);
            lines[other.Sequence.Value - First.Value] = writer.Utf8.ToArray();
        }

        writer.Clear();
        foreach (var line in lines) writer.Add(line.Span);
        return writer.Utf8.ToArray();
    }

    private static ReadOnlyMemory<byte>[] Split(byte[] events)
    {
        var lines = new ReadOnlyMemory<byte>[events.AsSpan().Count((byte)'\n') + 1];
        var rest = events.AsMemory();
        for (var i = 0; i < lines.Length - 1; i++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            lines[i] = rest[..Math.Max(0, end - 1)];
            rest = rest[(end + 1)..];
        }

        lines[^1] = rest;
        return lines;
    }

    private static bool IsProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();
}
