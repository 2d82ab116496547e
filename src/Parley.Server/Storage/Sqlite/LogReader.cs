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
    private readonly SqliteCommand _roomNewest;
    private readonly SqliteCommand _roomNext;
    private readonly SqliteCommand _roomsCalled;
    private readonly SqliteCommand _snapshots;

    private LogReader(SqliteConnection connection)
    {
        _connection = connection;
        _head = connection.Prepare("SELECT coalesce(max(sequence), 0) FROM event");
        _events = connection.Prepare(
            """
            SELECT sequence, at, kind, data FROM event
            WHERE sequence > $after AND sequence <= $upTo ORDER BY sequence LIMIT $countMax
            """,
            "$after", "$upTo", "$countMax");
        _roomNewest = connection.Prepare(
            """
            SELECT e.sequence, e.at, e.kind, e.data FROM room_event AS r CROSS JOIN event AS e ON e.sequence = r.sequence
            WHERE r.room = $room AND r.sequence <= $upTo ORDER BY r.sequence DESC LIMIT $countMax
            """,
            "$room", "$upTo", "$countMax");
        _roomNext = connection.Prepare(
            """
            SELECT e.sequence, e.at, e.kind, e.data FROM room_event AS r CROSS JOIN event AS e ON e.sequence = r.sequence
            WHERE r.room = $room AND r.sequence > $after AND r.sequence <= $upTo ORDER BY r.sequence LIMIT $countMax
            """,
            "$room", "$after", "$upTo", "$countMax");
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
        var events = ReadEvents(_events.With(after.Value, upTo.Value, countMax));
        var expected = Math.Min(upTo.Value - after.Value, countMax);
        for (var i = 0; i < expected; i++)
        {
            var sequence = after.Value + 1 + i;
            if (i == events.Count || events[i].Sequence.Value != sequence)
                throw new EventLogException(string.Create(CultureInfo.InvariantCulture, $"event {sequence} is missing from the log"));
        }

        return events;
    }

    /// <summary>The newest events of a room's history, oldest first.</summary>
    public List<Event> ReadRoomNewest(RoomId room, Sequence upTo, int countMax)
    {
        var events = ReadEvents(_roomNewest.With(room.Value, upTo.Value, countMax));
        events.Reverse();
        return events;
    }

    /// <summary>The next events of a room's history.</summary>
    public List<Event> ReadRoomNext(RoomId room, Sequence after, Sequence upTo, int countMax) =>
        ReadEvents(_roomNext.With(room.Value, after.Value, upTo.Value, countMax));

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
            if (EventCodec.ReadSnapshot(Utf8(rows, 0)) is { } snapshot) return snapshot;
        }

        return null;
    }

    public void Dispose() => _connection.Dispose();

    private static List<Event> ReadEvents(SqliteCommand select)
    {
        var events = new List<Event>();
        using var rows = select.ExecuteReader();
        while (rows.Read())
        {
            var sequence = new Sequence(Int64(rows, 0));
            events.Add(EventCodec.Read(
                sequence, StoredTime.Read(sequence, Int64(rows, 1)), Encoding.UTF8.GetString(Utf8(rows, 2)), Utf8(rows, 3)));
        }

        return events;
    }

    // In a damaged row there may be NULL, whatever the schema says: then a value that is refused by those who read it.
    private static long Int64(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? -1 : rows.GetInt64(column);

    // As it is stored, without a string between.
    private static byte[] Utf8(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? [] : rows.GetFieldValue<byte[]>(column);
}
