using System.Collections.Frozen;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>A connection that searches the index of words, with its commands prepared.</summary>
/// <remarks>
/// For one thread at a time. The words are looked for first, whatever room they were said in: a rare word is nowhere else, and a
/// common one is soon found often enough. When too much was found that is not asked for, one room after the other is looked
/// through, which costs no more than each of them has. All rooms in one query would look into each of them for every hit; they
/// are put together only where a word's beginning is looked for, since the index then reads all that begins so for each query.
/// </remarks>
internal sealed class IndexReader(SqliteConnection connection) : IDisposable
{
    /// <summary>How many hits in whatever room are looked at; each costs some microseconds.</summary>
    private const int HitsMax = 512;

    private const string InRange = "rowid > $after AND rowid < $before ORDER BY rowid";

    private readonly SqliteCommand _newest = Prepare(connection, "message MATCH $query AND", "DESC", "$query");
    private readonly SqliteCommand _oldest = Prepare(connection, "message MATCH $query AND", "ASC", "$query");
    private readonly SqliteCommand _newestOfAll = Prepare(connection, "", "DESC");
    private readonly SqliteCommand _oldestOfAll = Prepare(connection, "", "ASC");

    /// <summary>The places of the messages that are found, in the order of the log.</summary>
    /// <exception cref="SqliteException">The index cannot be read.</exception>
    public IReadOnlyList<Sequence> Find(MessageSearch search)
    {
        var found = new List<long>();
        var rest = search.Rooms.Length == 1 ? search : FindAnywhere(search, found);
        if (rest is not null) FindByRoom(rest, found, search.CountMax - found.Count);
        found.Sort();
        return [.. found.Select(place => new Sequence(place))];
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => connection.Dispose();

    /// <summary>Looks at hits in all rooms; the result is what has not been looked through, null when there is nothing more to find.</summary>
    private MessageSearch? FindAnywhere(MessageSearch search, List<long> found)
    {
        var rooms = search.Rooms.Select(room => room.Value).ToFrozenSet();
        var hits = 0;
        using var rows = Ask(search, IndexQuery.Of(search, [])).ExecuteReader();
        while (rows.Read())
        {
            var place = rows.GetInt64(0);
            if (rooms.Contains(rows.GetInt64(1))) found.Add(place);
            if (found.Count == search.CountMax) return null;
            if (++hits == HitsMax) return search.IsFromOldest ? search with { After = new Sequence(place) } : search with { Before = new Sequence(place) };
        }

        return null;
    }

    /// <summary>Looks through the rooms one by one, in each no further than where enough has been found already.</summary>
    private void FindByRoom(MessageSearch search, List<long> found, int countMax)
    {
        var best = new SortedSet<long>();
        IEnumerable<IEnumerable<RoomId>> groups = search.Words.Any(word => word.EndsWith('*')) ? [search.Rooms] : search.Rooms.Select(room => new[] { room });
        foreach (var group in groups)
        {
            using var rows = Ask(search, IndexQuery.Of(search, group)).ExecuteReader();
            for (var count = 0; count < countMax && rows.Read(); count++) best.Add(rows.GetInt64(0));
            while (best.Count > countMax) best.Remove(search.IsFromOldest ? best.Max : best.Min);
            if (best.Count < countMax) continue;
            search = search.IsFromOldest ? search with { Before = new Sequence(best.Max) } : search with { After = new Sequence(best.Min) };
        }

        found.AddRange(best);
    }

    private SqliteCommand Ask(MessageSearch search, string query)
    {
        var command = (search.IsFromOldest, query.Length == 0) switch
        {
            (false, false) => _newest,
            (true, false) => _oldest,
            (false, true) => _newestOfAll,
            (true, true) => _oldestOfAll,
        };
        return query.Length == 0
            ? command.With(search.After.Value, search.Before.Value)
            : command.With(search.After.Value, search.Before.Value, query);
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string match, string order, params ReadOnlySpan<string> more) =>
        connection.Prepare($"SELECT rowid, room FROM message WHERE {match} {InRange} {order}", ["$after", "$before", .. more]);
}
