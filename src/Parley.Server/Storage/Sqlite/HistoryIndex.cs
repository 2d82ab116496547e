using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Takes the newest pages into the table <c>room_history</c>, many together, and events out of it.</summary>
/// <remarks>For the writer's thread, within a transaction.</remarks>
internal sealed class HistoryIndex(SqliteConnection connection)
{
    /// <summary>How many sequences a row takes: with them it is about 1 KB long, so that several fit a page of the file.</summary>
    private const int SequencesPerRow = 100;

    /// <summary>With so many new ones they have a row of their own: to fill up the one before costs as much again.</summary>
    private const int SequencesForOwnRow = SequencesPerRow / 2;

    private readonly HistoryTail _tail = new(connection);

    private readonly SqliteCommand _row = connection.Prepare(
        """
        SELECT first, sequences FROM room_history
        WHERE room = $room AND is_message = $isMessage AND first <= $place ORDER BY first DESC LIMIT 1
        """,
        "$room", "$isMessage", "$place");

    private readonly SqliteCommand _put = connection.Prepare(
        """
        INSERT INTO room_history (room, is_message, first, sequences) VALUES ($room, $isMessage, $first, $sequences)
        ON CONFLICT (room, is_message, first) DO UPDATE SET sequences = excluded.sequences
        """,
        "$room", "$isMessage", "$first", "$sequences");

    private readonly SqliteCommand _delete = connection.Prepare(
        "DELETE FROM room_history WHERE room = $room AND is_message = $isMessage AND first = $first", "$room", "$isMessage", "$first");

    private readonly SqliteCommand _end = connection.Prepare("UPDATE history_end SET sequence = (SELECT coalesce(max(last), 0) FROM page)");

    private readonly SqliteCommand _pagesBehind = connection.Prepare("SELECT count(*) FROM page WHERE last > (SELECT sequence FROM history_end)");

    /// <summary>How many pages have not been taken in.</summary>
    public long CountPagesBehind() => (long)_pagesBehind.ExecuteScalar()!;

    /// <summary>Takes in all pages.</summary>
    public void CatchUp()
    {
        var histories = new Dictionary<(long Room, int IsMessage), List<long>>();
        foreach (var entry in _tail.Read())
        {
            var key = (entry.Room, entry.IsMessage ? 1 : 0);
            if (!histories.TryGetValue(key, out var sequences)) histories[key] = sequences = [];
            sequences.Add(entry.Sequence);
        }

        foreach (var (key, sequences) in histories.OrderBy(history => history.Key)) Add(key.Room, key.IsMessage, sequences);
        _end.ExecuteNonQuery();
    }

    /// <summary>Takes an event out of a room's history; it has been taken in.</summary>
    public void Remove(RoomId room, Event stored)
    {
        var isMessage = stored.IsMessage ? 1 : 0;
        if (Find(room.Value, isMessage, stored.Sequence.Value) is not var (first, sequences) || !sequences.Remove(stored.Sequence.Value)) return;
        if (sequences.Count > 0) _put.With(room.Value, isMessage, first, Format(sequences)).ExecuteNonQuery();
        else _delete.With(room.Value, isMessage, first).ExecuteNonQuery();
    }

    /// <summary>Reads the sequences of a row.</summary>
    public static List<long> Parse(string sequences)
    {
        var parsed = new List<long>(SequencesPerRow);
        foreach (var part in sequences.AsSpan().Split(','))
        {
            if (long.TryParse(sequences.AsSpan(part), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) parsed.Add(sequence);
        }

        return parsed;
    }

    private static string Format(IEnumerable<long> sequences) => string.Join(',', sequences);

    /// <summary>Adds newer sequences: where they are few the newest row is filled up with them, and more rows follow.</summary>
    private void Add(long room, int isMessage, List<long> sequences)
    {
        var first = sequences[0];
        if (sequences.Count < SequencesForOwnRow && Find(room, isMessage, long.MaxValue) is var (newest, begun) && begun.Count < SequencesPerRow)
        {
            first = newest;
            sequences.InsertRange(0, begun);
        }

        foreach (var row in sequences.Chunk(SequencesPerRow))
        {
            _put.With(room, isMessage, first, Format(row)).ExecuteNonQuery();
            first = row[^1] + 1;
        }
    }

    private (long First, List<long> Sequences)? Find(long room, int isMessage, long place)
    {
        using var rows = _row.With(room, isMessage, place).ExecuteReader();
        return rows.Read() ? (rows.Int64(0), Parse(rows.Text(1))) : null;
    }
}
