using System.Text;

namespace Parley.Server.Storage.Sqlite;

/// <summary>A row of the table <c>page</c>: events that follow on each other.</summary>
internal sealed class EventPage
{
    private static readonly byte[][] IndexedKinds = [.. EventCodec.KindNames.Where(EventCodec.IsIndexed).Select(kind => Encoding.UTF8.GetBytes($"\"{kind}\""))];

    private readonly byte[] _events;
    private readonly ReadOnlyMemory<byte>[] _lines;
    private bool? _hasIndexed;

    /// <exception cref="EventLogException">These are not as many events as there have to be.</exception>
    public EventPage(Sequence first, Sequence last, byte[] events)
    {
        First = first;
        Last = last;
        _events = events;
        _lines = Split(events);
        if (_lines.Length != last.Value - first.Value + 1) throw new EventLogException($"the events from {first} to {last} are not as they were stored");
    }

    public Sequence First { get; }

    public Sequence Last { get; }

    /// <summary>Whether any of its events may be <see cref="EventCodec.IsIndexed">indexed</see>: a glance, without reading one by one.</summary>
    public bool HasIndexed => _hasIndexed ??= Array.Exists(IndexedKinds, kind => _events.AsSpan().IndexOf(kind) >= 0);

    public bool Contains(Sequence place) => place >= First && place <= Last;

    /// <summary>The event at a place that this page contains.</summary>
    /// <exception cref="EventLogException">It cannot be read.</exception>
    public StoredEvent Read(Sequence place) =>
        EventLine.Parse(_lines[LineOf(place)]) is { } line && Read(line, place) is { } stored
            ? stored
            : throw new EventLogException($"event {place} cannot be read");

    /// <summary>What stands in the row once some of its events have become others.</summary>
    /// <exception cref="EventLogException">One that was like them cannot be read.</exception>
    public byte[] With(IEnumerable<Event> others)
    {
        var lines = (ReadOnlyMemory<byte>[])[.. _lines];
        var replaced = others.ToDictionary(other => LineOf(other.Sequence));
        using var writer = new EventLines();
        for (var i = 0; i < lines.Length; i++)
        {
            writer.Clear();
            if (replaced.TryGetValue(i, out var other)) writer.Add(other);
            else if (EventLine.Parse(lines[i]) is { Kind: null, Like: var like } && replaced.ContainsKey(like)) writer.Add(Read(new Sequence(First.Value + i)));
            else continue;
            lines[i] = writer.Utf8.ToArray();
        }

        writer.Clear();
        foreach (var line in lines) writer.Add(line.Span);
        return writer.Utf8.ToArray();
    }

    private long LineOf(Sequence place) => place.Value - First.Value;

    private StoredEvent? Read(EventLine line, Sequence place)
    {
        if (line.Kind is { } own) return new StoredEvent(place, line.Microseconds, own, line.Data);
        return line.Like >= 0 && line.Like < _lines.Length && EventLine.Parse(_lines[line.Like]) is { Kind: { } kind } model
            && EventCodec.Join(model.Data.Span, line.Data.Span) is { } json
            ? new StoredEvent(place, line.Microseconds, kind, json)
            : null;
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
}
