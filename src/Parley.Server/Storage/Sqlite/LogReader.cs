using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>A connection that reads the log, with its commands prepared.</summary>
/// <remarks>
/// For one thread at a time. Each method reads a bounded page and then lets go of its view of the database: a view held
/// longer, by whoever reads slowly, would keep the write-ahead log from being emptied. The log only grows, so pages fit.
/// </remarks>
internal sealed class LogReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _head;
    private readonly SqliteCommand _events;
    private readonly SqliteCommand _newest;
    private readonly SqliteCommand _oldest;
    private readonly SqliteCommand _newestMessages;
    private readonly SqliteCommand _oldestMessages;
    private readonly SqliteCommand _messageAt;
    private readonly SqliteCommand _timeAt;
    private readonly SqliteCommand _roomsCalled;
    private readonly SqliteCommand _snapshots;

    private LogReader(SqliteConnection connection)
    {
        _connection = connection;
        _head = connection.Prepare("SELECT coalesce(max(sequence), 0) FROM event");
        _events = connection.Prepare(
            """
            SELECT e.sequence, e.at, e.kind, e.data FROM event AS e
            WHERE e.sequence > $after AND e.sequence <= $upTo ORDER BY e.sequence LIMIT $countMax
            """,
            "$after", "$upTo", "$countMax");
        _newest = EventRows.PreparePage(connection, messagesOnly: false, "DESC");
        _oldest = EventRows.PreparePage(connection, messagesOnly: false, "ASC");
        _newestMessages = EventRows.PreparePage(connection, messagesOnly: true, "DESC");
        _oldestMessages = EventRows.PreparePage(connection, messagesOnly: true, "ASC");
        _messageAt = connection.Prepare(
            "SELECT sequence FROM room_event WHERE room = $room AND is_message = 1 ORDER BY sequence DESC LIMIT 1 OFFSET $offset",
            "$room", "$offset");
        _timeAt = connection.Prepare("SELECT at FROM event WHERE sequence = $sequence", "$sequence");
        _roomsCalled = connection.Prepare("SELECT id FROM room WHERE folded = $folded ORDER BY id", "$folded");
        _snapshots = connection.Prepare(
            "SELECT data FROM snapshot WHERE sequence <= (SELECT max(sequence) FROM event) ORDER BY sequence DESC");
    }

    /// <exception cref="SqliteException">The file cannot be opened, or its tables are not as they should be.</exception>
    public static LogReader Open(string path, DatabaseAccess access)
    {
        var connection = Connections.Open(path, access);
        try
        {
            return new LogReader(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The last event that is stored.</summary>
    public Sequence ReadHead() => new((long)_head.ExecuteScalar()!);

    /// <summary>The next events, all that there are up to a place that exists.</summary>
    /// <exception cref="EventLogException">One of them is missing or cannot be understood.</exception>
    public List<Event> ReadEvents(Sequence after, Sequence upTo, int countMax)
    {
        var events = EventRows.Read(_events.With(after.Value, upTo.Value, countMax));
        var expected = Math.Min(upTo.Value - after.Value, countMax);
        for (var i = 0; i < expected; i++)
        {
            var sequence = after.Value + 1 + i;
            if (i == events.Count || events[i].Sequence.Value != sequence)
                throw new EventLogException(string.Create(CultureInfo.InvariantCulture, $"event {sequence} is missing from the log"));
        }

        return events;
    }

    /// <summary>As <see cref="ReadEvents(Sequence, Sequence, int)"/>, but as they are stored.</summary>
    public List<StoredEvent> ReadStored(Sequence after, Sequence upTo, int countMax)
    {
        var events = new List<StoredEvent>();
        using var rows = _events.With(after.Value, upTo.Value, countMax).ExecuteReader();
        while (rows.Read())
        {
            events.Add(new StoredEvent(
                new Sequence(EventRows.Int64(rows, 0)), EventRows.Int64(rows, 1), Encoding.UTF8.GetString(EventRows.Utf8(rows, 2)), EventRows.Utf8(rows, 3)));
        }

        return events;
    }

    /// <summary>The events at these places, in this order.</summary>
    public List<Event> ReadEvents(IReadOnlyList<Sequence> places) =>
        [.. places.SelectMany(place => EventRows.Read(_events.With(place.Value - 1, place.Value, 1)))];

    /// <summary>A page of a room's history, oldest first.</summary>
    public List<Event> ReadRoom(HistoryQuery query)
    {
        var command = (query.MessagesOnly, query.IsFromOldest) switch
        {
            (true, true) => _oldestMessages,
            (true, false) => _newestMessages,
            (false, true) => _oldest,
            (false, false) => _newest,
        };
        return EventRows.Read(command.With(query.Room.Value, query.After.Value, query.Before.Value, query.CountMax));
    }

    /// <summary>The place of a room's message, counted from the newest, which is 1; the start when there are fewer.</summary>
    public Sequence FindMessage(RoomId room, int countFromNewest) =>
        new((long?)_messageAt.With(room.Value, countFromNewest - 1).ExecuteScalar() ?? 0);

    /// <summary>The last event before a time; the start when there is none.</summary>
    public Sequence Find(DateTimeOffset before)
    {
        var time = StoredTime.Write(before);
        var (low, high) = (0L, ReadHead().Value);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if ((long?)_timeAt.With(middle + 1).ExecuteScalar() < time) low = middle + 1;
            else high = middle;
        }

        return new Sequence(low);
    }

    /// <summary>The rooms that ever had this name, in the order in which they were made.</summary>
    public List<RoomId> ReadRoomsCalled(RoomName name)
    {
        var rooms = new List<RoomId>();
        using var rows = _roomsCalled.With(name.Folded).ExecuteReader();
        while (rows.Read()) rooms.Add(new RoomId(rows.GetInt64(0)));
        return rooms;
    }

    /// <summary>The newest snapshot that can be understood and is not ahead of the log; null if there is none.</summary>
    public WorldSnapshot? ReadSnapshot()
    {
        using var rows = _snapshots.ExecuteReader();
        while (rows.Read())
        {
            if (EventCodec.ReadSnapshot(EventRows.Utf8(rows, 0)) is { } snapshot) return snapshot;
        }

        return null;
    }

    public void Dispose() => _connection.Dispose();
}
