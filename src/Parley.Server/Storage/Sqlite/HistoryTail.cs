using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>That an event is part of a room's history.</summary>
/// <param name="Room">The room.</param>
/// <param name="IsMessage">Whether the event is a message.</param>
/// <param name="Sequence">The event.</param>
internal readonly record struct HistoryEntry(long Room, bool IsMessage, long Sequence);

/// <summary>The histories of the newest pages, which say themselves whose history their events are.</summary>
/// <remarks>
/// One page belongs to many rooms, and putting each event into its room's history at once would write to as many places of the
/// file. So it is done for many pages together: <see cref="HistoryIndex"/>. For the connection's thread.
/// </remarks>
internal sealed class HistoryTail(SqliteConnection connection)
{
    private const string Pages = "SELECT first, rooms FROM page WHERE last > (SELECT sequence FROM history_end)";

    private readonly SqliteCommand _all = connection.Prepare($"{Pages} ORDER BY last");

    private readonly SqliteCommand _ofRoom = connection.Prepare(
        $"{Pages} AND last > $after AND first < $before AND instr(rooms, $room) ORDER BY last", "$after", "$before", "$room");

    /// <summary>All entries, in the order of the log.</summary>
    public IEnumerable<HistoryEntry> Read() => Read(_all);

    /// <summary>Those of one room between two places, in the order of the log.</summary>
    public IEnumerable<HistoryEntry> Read(RoomId room, Sequence after, Sequence before) =>
        Read(_ofRoom.With(after.Value, before.Value, room.Value.ToString(CultureInfo.InvariantCulture)))
            .Where(entry => entry.Room == room.Value && entry.Sequence > after.Value && entry.Sequence < before.Value);

    /// <summary>Writes the rooms of one more event.</summary>
    /// <param name="rooms">The rooms of the events before it on the page.</param>
    /// <param name="stored">The event.</param>
    /// <param name="isFirst">Whether it is the first of the page.</param>
    public static void Append(StringBuilder rooms, Event stored, bool isFirst)
    {
        if (!isFirst) rooms.Append(' ');
        if (stored.IsMessage) rooms.Append('m');
        var history = stored.History;
        for (var i = 0; i < history.Length; i++)
        {
            if (i > 0) rooms.Append('+');
            rooms.Append(history[i].Value);
        }
    }

    private static IEnumerable<HistoryEntry> Read(SqliteCommand pages)
    {
        using var rows = pages.ExecuteReader();
        while (rows.Read())
        {
            foreach (var entry in Parse(rows.Int64(0), rows.Text(1))) yield return entry;
        }
    }

    private static IEnumerable<HistoryEntry> Parse(long first, string rooms)
    {
        var (room, isMessage, sequence) = (0L, false, first);
        foreach (var letter in rooms)
        {
            if (char.IsAsciiDigit(letter))
            {
                room = (room * 10) + letter - '0';
                continue;
            }

            if (room > 0) yield return new HistoryEntry(room, isMessage, sequence);
            room = 0;
            if (letter == '+') continue;
            isMessage = letter == 'm';
            if (!isMessage) sequence++;
        }

        if (room > 0) yield return new HistoryEntry(room, isMessage, sequence);
    }
}
