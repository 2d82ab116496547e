using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Reads events out of the table <c>page</c>.</summary>
/// <remarks>For the connection's thread.</remarks>
internal sealed class EventPages(SqliteConnection connection)
{
    private readonly SqliteCommand _after = connection.Prepare("SELECT first, last, events FROM page WHERE last > $after ORDER BY last", "$after");

    private readonly SqliteCommand _at = connection.Prepare(
        "SELECT first, last, events FROM page WHERE last >= $place ORDER BY last LIMIT 1", "$place");

    /// <summary>So many events after a place; they exist.</summary>
    /// <exception cref="EventLogException">One of them is missing or cannot be understood.</exception>
    public List<StoredEvent> ReadAfter(Sequence after, long count)
    {
        var events = new List<StoredEvent>();
        foreach (var (page, place) in PlacesAfter(after, count)) events.Add(page.Read(place));
        return events;
    }

    /// <summary>As <see cref="IEventLog.ReadIndexedAsync"/>, of so many events after a place; they exist.</summary>
    /// <exception cref="EventLogException">One of them is missing or cannot be understood.</exception>
    public List<Event> ReadIndexed(Sequence after, long count, int countMax)
    {
        var events = new List<Event>();
        foreach (var (page, place) in PlacesAfter(after, count))
        {
            var isLast = place.Value == after.Value + count;
            if (!isLast && !page.HasIndexed) continue;
            var stored = page.Read(place);
            if (isLast || EventCodec.IsIndexed(stored.Kind)) events.Add(stored.Read());
            if (events.Count == countMax) break;
        }

        return events;
    }

    /// <summary>The events at these places, in this order. Places where there is none are passed over.</summary>
    /// <exception cref="EventLogException">One of them cannot be understood.</exception>
    public List<Event> ReadAt(IEnumerable<Sequence> places)
    {
        var events = new List<Event>();
        EventPage? page = null;
        foreach (var place in places)
        {
            if (page is null || !page.Contains(place)) page = Find(place);
            if (page is not null) events.Add(page.Read(place).Read());
        }

        return events;
    }

    /// <summary>The page that contains this place; null if there is none.</summary>
    public EventPage? Find(Sequence place)
    {
        using var rows = _at.With(place.Value).ExecuteReader();
        return rows.Read() && PageOf(rows) is var page && page.Contains(place) ? page : null;
    }

    private IEnumerable<(EventPage Page, Sequence Place)> PlacesAfter(Sequence after, long count)
    {
        var (next, end) = (after.Next, after.Value + count);
        using var rows = _after.With(after.Value).ExecuteReader();
        while (next.Value <= end)
        {
            var page = rows.Read() ? PageOf(rows) : null;
            if (page is null || !page.Contains(next)) throw new EventLogException($"event {next} is missing from the log");
            for (; next.Value <= end && page.Contains(next); next = next.Next) yield return (page, next);
        }
    }

    private static EventPage PageOf(SqliteDataReader row) => new(new Sequence(row.Int64(0)), new Sequence(row.Int64(1)), row.Utf8(2));
}
