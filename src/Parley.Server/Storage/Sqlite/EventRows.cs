using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Rows of the table <c>event</c>, as <see cref="Columns"/> selects them.</summary>
internal static class EventRows
{
    /// <summary>What is selected of a row, called <c>e</c>.</summary>
    public const string Columns = "e.sequence, e.at, e.kind, e.data";

    /// <summary>Runs a command that selects events.</summary>
    /// <exception cref="EventLogException">One of them cannot be understood.</exception>
    public static List<Event> Read(SqliteCommand select)
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

    /// <summary>In a damaged row there may be NULL, whatever the schema says: then a value that is refused by those who read it.</summary>
    public static long Int64(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? -1 : rows.GetInt64(column);

    /// <summary>A text as it is stored, without a string between.</summary>
    public static byte[] Utf8(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? [] : rows.GetFieldValue<byte[]>(column);

    /// <summary>A command that selects a page of a room's history, oldest first.</summary>
    /// <remarks>
    /// What is a message and what is not stand apart in the index, so that a page of messages costs no more in a room where a
    /// thousand people come and go between two of them. A page of everything puts a page of each together.
    /// </remarks>
    /// <param name="connection">The connection.</param>
    /// <param name="messagesOnly">Whether only messages are read.</param>
    /// <param name="order"><c>ASC</c> to begin the page at the older end, <c>DESC</c> to end it at the newer one.</param>
    public static SqliteCommand PreparePage(SqliteConnection connection, bool messagesOnly, string order)
    {
        var messages = Places(1);
        var places = messagesOnly ? messages : $"{messages} UNION ALL {Places(0)}";
        return connection.Prepare(
            $"""
            SELECT {Columns} FROM event AS e
            WHERE e.sequence IN (SELECT sequence FROM ({places}) ORDER BY sequence {order} LIMIT $countMax)
            ORDER BY e.sequence
            """,
            "$room", "$after", "$before", "$countMax");

        string Places(int isMessage) =>
            $"""
            SELECT sequence FROM (
                SELECT sequence FROM room_event
                WHERE room = $room AND is_message = {isMessage} AND sequence > $after AND sequence < $before
                ORDER BY sequence {order} LIMIT $countMax)
            """;
    }
}
