using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Finds out which events are part of a room's history: in the table <c>room_history</c>, and behind it in the newest pages.</summary>
/// <remarks>For the connection's thread, within a transaction, as the newest pages may be taken into the table at any time.</remarks>
internal sealed class HistoryPlaces(SqliteConnection connection)
{
    private const string Rows = "SELECT sequences FROM room_history WHERE room = $room AND is_message = $isMessage AND first < $before";

    private readonly HistoryTail _tail = new(connection);

    private readonly SqliteCommand _fromNewest = connection.Prepare(
        $"{Rows} AND first >= $from ORDER BY first DESC", "$room", "$isMessage", "$before", "$from");

    private readonly SqliteCommand _fromOldest = connection.Prepare(
        $"{Rows} AND first >= $from ORDER BY first", "$room", "$isMessage", "$before", "$from");

    private readonly SqliteCommand _rowOf = connection.Prepare(
        "SELECT coalesce(max(first), 0) FROM room_history WHERE room = $room AND is_message = $isMessage AND first <= $place",
        "$room", "$isMessage", "$place");

    /// <summary>The places of a page of a room's history, oldest first.</summary>
    /// <remarks>
    /// What is a message and what is not stand apart, so that a page of messages costs no more in a room where a thousand people
    /// come and go between two of them. A page of everything puts a page of each together.
    /// </remarks>
    public List<Sequence> Find(HistoryQuery query)
    {
        var tail = _tail.Read(query.Room, query.After, query.Before).ToList();
        var places = Of(true);
        if (!query.MessagesOnly) places = places.Concat(Of(false)).Order();
        var found = query.IsFromOldest ? places.Take(query.CountMax) : places.TakeLast(query.CountMax);
        return [.. found.Select(place => new Sequence(place))];

        IEnumerable<long> Of(bool isMessage)
        {
            var newest = tail.Where(entry => entry.IsMessage == isMessage).Select(entry => entry.Sequence);
            return query.IsFromOldest
                ? FromOldest(query, isMessage).Concat(newest).Take(query.CountMax)
                : newest.Reverse().Concat(FromNewest(query, isMessage)).Take(query.CountMax).Reverse();
        }
    }

    /// <summary>The newest message of each of these rooms that has one, in the order of the log.</summary>
    public IEnumerable<Sequence> FindNewestMessages(IReadOnlyCollection<RoomId> rooms)
    {
        var newest = new Dictionary<long, long>();
        foreach (var entry in _tail.Read())
        {
            if (entry.IsMessage) newest[entry.Room] = entry.Sequence;
        }

        return rooms
            .Select(room => newest.TryGetValue(room.Value, out var place) ? place : FromNewest(new HistoryQuery(room) { CountMax = 1 }, true).FirstOrDefault())
            .Where(place => place > 0)
            .Order()
            .Select(place => new Sequence(place));
    }

    /// <summary>The place of a room's message, counted from the newest, which is 1; the start when there are fewer.</summary>
    public Sequence FindMessage(RoomId room, int countFromNewest)
    {
        var query = new HistoryQuery(room) { CountMax = countFromNewest };
        var tail = _tail.Read(room, query.After, query.Before).Where(entry => entry.IsMessage).Select(entry => entry.Sequence);
        var places = tail.Reverse().Concat(FromNewest(query, true));
        return new Sequence(places.ElementAtOrDefault(countFromNewest - 1));
    }

    private IEnumerable<long> FromNewest(HistoryQuery query, bool isMessage) =>
        Read(_fromNewest, query, isMessage, sequences => sequences.Reverse());

    private IEnumerable<long> FromOldest(HistoryQuery query, bool isMessage) =>
        Read(_fromOldest, query, isMessage, sequences => sequences);

    private IEnumerable<long> Read(SqliteCommand select, HistoryQuery query, bool isMessage, Func<IEnumerable<long>, IEnumerable<long>> inOrder)
    {
        var from = (long)_rowOf.With(query.Room.Value, isMessage ? 1 : 0, query.After.Value).ExecuteScalar()!;
        using var rows = select.With(query.Room.Value, isMessage ? 1 : 0, query.Before.Value, from).ExecuteReader();
        while (rows.Read())
        {
            foreach (var place in inOrder(HistoryIndex.Parse(rows.Text(0))))
            {
                if (place > query.After.Value && place < query.Before.Value) yield return place;
            }
        }
    }
}
