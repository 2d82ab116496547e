using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>A connection that reads the log, with its commands prepared.</summary>
/// <remarks>
/// For one thread at a time. Each method reads a bounded page and then lets go of its view of the database: a view held
/// longer, by whoever reads slowly, would keep the write-ahead log from being emptied. The log only grows, so pages fit.
/// </remarks>
internal sealed class LogReader : IDisposable
{
    /// <summary>How many events are passed over at a time.</summary>
    private const int PassedOverMax = 16 * 1024;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _end;
    private readonly SqliteCommand _head;
    private readonly EventPages _pages;
    private readonly HistoryPlaces _places;
    private readonly SqliteCommand _roomsCalled;
    private readonly SqliteCommand _snapshots;

    private LogReader(SqliteConnection connection)
    {
        _connection = connection;
        _begin = connection.Prepare("BEGIN");
        _end = connection.Prepare("ROLLBACK");
        _head = connection.Prepare("SELECT coalesce(max(last), 0) FROM page");
        _pages = new EventPages(connection);
        _places = new HistoryPlaces(connection);
        _roomsCalled = connection.Prepare("SELECT id FROM room WHERE folded = $folded ORDER BY id", "$folded");
        _snapshots = connection.Prepare(
            "SELECT data FROM snapshot WHERE sequence <= (SELECT max(last) FROM page) ORDER BY sequence DESC");
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
    public List<Event> ReadEvents(Sequence after, Sequence upTo, int countMax) =>
        ReadStored(after, upTo, countMax).ConvertAll(stored => stored.Read());

    /// <summary>As <see cref="ReadEvents(Sequence, Sequence, int)"/>, but as they are stored.</summary>
    public List<StoredEvent> ReadStored(Sequence after, Sequence upTo, int countMax) =>
        _pages.ReadAfter(after, Math.Min(upTo.Value - after.Value, countMax));

    /// <inheritdoc cref="IEventLog.ReadIndexedAsync"/>
    public List<Event> ReadIndexed(Sequence after, int countMax) =>
        _pages.ReadIndexed(after, Math.Min(ReadHead().Value - after.Value, PassedOverMax), countMax);

    /// <summary>The events at these places, in this order.</summary>
    public List<Event> ReadEvents(IReadOnlyList<Sequence> places) => _pages.ReadAt(places);

    /// <summary>A page of a room's history, oldest first.</summary>
    public List<Event> ReadRoom(HistoryQuery query) => InOneView(() => _pages.ReadAt(_places.Find(query)));

    /// <summary>The newest message of each of these rooms that has one, oldest first.</summary>
    public List<Event> ReadNewestMessages(IReadOnlyCollection<RoomId> rooms) =>
        InOneView(() => _pages.ReadAt(_places.FindNewestMessages(rooms)));

    /// <summary>The place of a room's message, counted from the newest, which is 1; the start when there are fewer.</summary>
    public Sequence FindMessage(RoomId room, int countFromNewest) => InOneView(() => _places.FindMessage(room, countFromNewest));

    /// <summary>The last event before a time; the start when there is none.</summary>
    public Sequence Find(DateTimeOffset before)
    {
        var time = StoredTime.Write(before);
        var (low, high) = (0L, ReadHead().Value);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var place = new Sequence(middle + 1);
            if (_pages.Find(place)?.Read(place).Microseconds < time) low = middle + 1;
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
            if (EventCodec.ReadSnapshot(rows.Utf8(0)) is { } snapshot) return snapshot;
        }

        return null;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Lets several statements see the same state of the database.</summary>
    private T InOneView<T>(Func<T> read)
    {
        _begin.ExecuteNonQuery();
        try
        {
            return read();
        }
        finally
        {
            _end.ExecuteNonQuery();
        }
    }
}
