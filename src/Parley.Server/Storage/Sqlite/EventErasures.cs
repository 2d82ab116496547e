using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Takes texts out of the tables: one at once, many step by step.</summary>
/// <remarks>
/// What is still to be done is a row of the table <c>erasure</c>, written with the event that asks for it and deleted with
/// the last step: so a crash between two of them leaves nothing undone. For the writer's thread, within a transaction.
/// </remarks>
internal sealed class EventErasures(SqliteConnection connection)
{
    /// <summary>How many events a step looks at: a few milliseconds' worth.</summary>
    private const int StepEvents = 256;

    private readonly SqliteCommand _add = connection.Prepare(
        "INSERT INTO erasure (sequence, progress) VALUES ($sequence, $progress)", "$sequence", "$progress");

    private readonly SqliteCommand _first = connection.Prepare("SELECT sequence, progress FROM erasure ORDER BY sequence LIMIT 1");

    private readonly SqliteCommand _advance = connection.Prepare(
        "UPDATE erasure SET progress = $progress WHERE sequence = $sequence", "$progress", "$sequence");

    private readonly SqliteCommand _finish = connection.Prepare("DELETE FROM erasure WHERE sequence = $sequence", "$sequence");

    private readonly SqliteCommand _ofAll = connection.Prepare(
        $"""
        SELECT {EventRows.Columns} FROM event AS e
        WHERE e.sequence > $after AND e.sequence < $before ORDER BY e.sequence LIMIT {StepEvents}
        """,
        "$after", "$before");

    private readonly SqliteCommand _ofRoom = EventRows.PreparePage(connection, messagesOnly: false, "ASC");

    private readonly SqliteCommand _blank = connection.Prepare(
        "UPDATE event SET data = CAST($data AS TEXT) WHERE sequence = $sequence", "$data", "$sequence");

    private readonly SqliteCommand _leave = connection.Prepare(
        "DELETE FROM room_event WHERE room = $room AND is_message = $isMessage AND sequence = $sequence", "$room", "$isMessage", "$sequence");

    /// <summary>Erases one event, or notes down that more is to be erased.</summary>
    /// <param name="sequence">The event that asks for it.</param>
    /// <param name="erasure">What it asks for.</param>
    public void Add(Sequence sequence, Erasure erasure)
    {
        if (erasure.IsOfOne) Erase(erasure, erasure.After);
        else _add.With(sequence.Value, erasure.After.Value).ExecuteNonQuery();
    }

    /// <inheritdoc cref="EventInserts.EraseNext"/>
    public bool EraseNext()
    {
        if (First() is not var (sequence, progress)) return false;
        if (EventRows.Read(_ofAll.With(sequence - 1, sequence + 1)) is [{ Erases: { } erasure }] && Erase(erasure, progress) is { } reached)
            _advance.With(reached.Value, sequence).ExecuteNonQuery();
        else
            _finish.With(sequence).ExecuteNonQuery();
        return true;
    }

    private (long Sequence, Sequence Progress)? First()
    {
        using var rows = _first.ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), new Sequence(rows.GetInt64(1))) : null;
    }

    /// <summary>One step; returns how far it came, null when that was the last.</summary>
    private Sequence? Erase(Erasure erasure, Sequence after)
    {
        var events = EventRows.Read(erasure.Room is { } room && !erasure.IsOfOne
            ? _ofRoom.With(room.Value, after.Value, erasure.Before.Value, StepEvents)
            : _ofAll.With(after.Value, erasure.Before.Value));
        foreach (var stored in events.Where(erasure.Covers))
        {
            foreach (var left in erasure.Room is { } one ? [one] : stored.History)
                _leave.With(left.Value, stored.IsMessage ? 1 : 0, stored.Sequence.Value).ExecuteNonQuery();
            if (stored.Erase() is { } erased) _blank.With(EventCodec.Write(erased), stored.Sequence.Value).ExecuteNonQuery();
        }

        return events.Count < StepEvents ? null : events[^1].Sequence;
    }
}
