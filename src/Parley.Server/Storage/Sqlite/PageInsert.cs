using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Gathers events and writes them into the table <c>page</c>, many in a row.</summary>
/// <remarks>
/// A row for each event costs twice the processor time: docs/decisions/0007-pages-of-events.md. For the writer's thread, within a
/// transaction.
/// </remarks>
internal sealed class PageInsert(SqliteConnection connection) : IDisposable
{
    /// <summary>
    /// A row that has become as long as this takes no more events. A reader who wants one of them reads the whole row. Of a long row SQLite
    /// keeps at least an eighth of a page of the file beside other rows, and the rest on pages of its own: so both are full.
    /// </summary>
    private const int FullBytes = LogFile.FilePageBytes + (LogFile.FilePageBytes / 8);

    private readonly SqliteCommand _insert = connection.Prepare(
        "INSERT INTO page (last, first, rooms, events) VALUES ($last, $first, $rooms, CAST($events AS TEXT))", "$last", "$first", "$rooms", "$events");

    private readonly EventLines _events = new();
    private readonly StringBuilder _rooms = new();
    private Sequence _last;

    /// <summary>Adds an event to the page, and writes the page when it is full; the result is whether it has been.</summary>
    public bool Add(Event stored)
    {
        _events.Add(stored);
        return Added(stored);
    }

    /// <summary>Adds an event as it was written once, byte for byte.</summary>
    public bool Add(Event stored, ReadOnlyMemory<byte> json)
    {
        _events.Add(new StoredEvent(stored.Sequence, StoredTime.Write(stored.At), EventCodec.KindOf(stored), json));
        return Added(stored);
    }

    /// <summary>Writes what has been gathered; the result is whether there was anything.</summary>
    public bool Flush()
    {
        if (_events.Count == 0) return false;
        _insert.With(_last.Value, _last.Value - _events.Count + 1, _rooms.ToString(), _events.Utf8.ToArray()).ExecuteNonQuery();
        Clear();
        return true;
    }

    /// <summary>Forgets what has been gathered.</summary>
    public void Clear()
    {
        _events.Clear();
        _rooms.Clear();
    }

    public void Dispose() => _events.Dispose();

    private bool Added(Event stored)
    {
        HistoryTail.Append(_rooms, stored, isFirst: _events.Count == 1);
        _last = stored.Sequence;
        return _events.Utf8.Length + _rooms.Length >= FullBytes && Flush();
    }
}
