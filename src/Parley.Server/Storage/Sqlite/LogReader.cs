using System.Globalization;
using System.Text;

namespace Parley.Server.Storage.Sqlite;

/// <summary>A connection that reads the log, with its statements prepared.</summary>
/// <remarks>
/// For one thread at a time. Each method reads a bounded page and then lets go of its view of the database: a view held
/// longer, by whoever reads slowly, would keep the write-ahead log from being emptied. The log only grows, so pages fit.
/// </remarks>
internal sealed class LogReader : IDisposable
{
    private readonly Database _database;
    private readonly Statement _head;
    private readonly Statement _events;
    private readonly Statement _roomNewest;
    private readonly Statement _roomNext;
    private readonly Statement _roomsCalled;
    private readonly Statement _snapshots;

    private LogReader(Database database)
    {
        _database = database;
        _head = database.Prepare("SELECT coalesce(max(sequence), 0) FROM event");
        _events = database.Prepare(
            "SELECT sequence, at, kind, data FROM event WHERE sequence > ?1 AND sequence <= ?2 ORDER BY sequence LIMIT ?3");
        _roomNewest = database.Prepare(
            """
            SELECT e.sequence, e.at, e.kind, e.data FROM room_event AS r CROSS JOIN event AS e ON e.sequence = r.sequence
            WHERE r.room = ?1 AND r.sequence <= ?2 ORDER BY r.sequence DESC LIMIT ?3
            """);
        _roomNext = database.Prepare(
            """
            SELECT e.sequence, e.at, e.kind, e.data FROM room_event AS r CROSS JOIN event AS e ON e.sequence = r.sequence
            WHERE r.room = ?1 AND r.sequence > ?2 AND r.sequence <= ?3 ORDER BY r.sequence LIMIT ?4
            """);
        _roomsCalled = database.Prepare("SELECT id FROM room WHERE folded = ?1 ORDER BY id");
        _snapshots = database.Prepare(
            "SELECT data FROM snapshot WHERE sequence <= (SELECT max(sequence) FROM event) ORDER BY sequence DESC");
    }

    public static LogReader Open(string path, DatabaseAccess access)
    {
        var database = Database.Open(path, access);
        try
        {
            return new LogReader(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The last event that is stored.</summary>
    public Sequence ReadHead()
    {
        try
        {
            _head.Step();
            return new Sequence(_head.Int64(0));
        }
        finally
        {
            _head.Reset();
        }
    }

    /// <summary>The next events, all that there are up to a place that exists.</summary>
    /// <exception cref="EventLogException">One of them is missing or cannot be understood.</exception>
    public List<Event> ReadEvents(Sequence after, Sequence upTo, int countMax)
    {
        var events = ReadRows(_events.Bind(1, after.Value).Bind(2, upTo.Value).Bind(3, countMax));
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
        var events = ReadRows(_roomNewest.Bind(1, room.Value).Bind(2, upTo.Value).Bind(3, countMax));
        events.Reverse();
        return events;
    }

    /// <summary>The next events of a room's history.</summary>
    public List<Event> ReadRoomNext(RoomId room, Sequence after, Sequence upTo, int countMax) =>
        ReadRows(_roomNext.Bind(1, room.Value).Bind(2, after.Value).Bind(3, upTo.Value).Bind(4, countMax));

    /// <summary>The rooms that ever had this name, in the order in which they were made.</summary>
    public List<RoomId> ReadRoomsCalled(RoomName name)
    {
        var rooms = new List<RoomId>();
        try
        {
            _roomsCalled.Bind(1, name.Folded);
            while (_roomsCalled.Step()) rooms.Add(new RoomId(_roomsCalled.Int64(0)));
            return rooms;
        }
        finally
        {
            _roomsCalled.Reset();
        }
    }

    /// <summary>The newest snapshot that can be understood and is not ahead of the log; null if there is none.</summary>
    public WorldSnapshot? ReadSnapshot()
    {
        try
        {
            while (_snapshots.Step())
            {
                if (EventCodec.ReadSnapshot(_snapshots.Utf8(0)) is { } snapshot) return snapshot;
            }

            return null;
        }
        finally
        {
            _snapshots.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_head, _events, _roomNewest, _roomNext, _roomsCalled, _snapshots])
        {
            statement.Dispose();
        }

        _database.Dispose();
    }

    private static List<Event> ReadRows(Statement rows)
    {
        var events = new List<Event>();
        try
        {
            while (rows.Step())
            {
                var sequence = new Sequence(rows.Int64(0));
                events.Add(EventCodec.Read(
                    sequence, StoredTime.Read(sequence, rows.Int64(1)), Encoding.UTF8.GetString(rows.Utf8(2)), rows.Utf8(3)));
            }

            return events;
        }
        finally
        {
            rows.Reset();
        }
    }
}
