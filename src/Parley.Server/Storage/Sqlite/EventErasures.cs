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

    private readonly SqliteCommand _rewrite = connection.Prepare(
        "UPDATE page SET events = CAST($events AS TEXT) WHERE last = $last", "$events", "$last");

    private readonly EventPages _pages = new(connection);
    private readonly HistoryPlaces _places = new(connection);
    private readonly HistoryIndex _histories = new(connection);

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
        if (_pages.ReadAt([new Sequence(sequence)]) is [{ Erases: { } erasure }] && Erase(erasure, progress) is { } reached)
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
        var events = _pages.ReadAt(NextPlaces(erasure, after));
        var erased = new List<Event>();
        foreach (var stored in events.Where(erasure.Covers))
        {
            foreach (var left in erasure.Room is { } one ? [one] : stored.History) _histories.Remove(left, stored);
            if (stored.Erase() is { } remainder) erased.Add(remainder);
        }

        Rewrite(erased);
        return events.Count < StepEvents ? null : events[^1].Sequence;
    }

    private IEnumerable<Sequence> NextPlaces(Erasure erasure, Sequence after)
    {
        if (erasure.Room is { } room && !erasure.IsOfOne)
            return _places.Find(new HistoryQuery(room) { After = after, Before = erasure.Before, CountMax = StepEvents, IsFromOldest = true });

        var count = Math.Clamp(erasure.Before.Value - after.Value - 1, 0, StepEvents);
        return Enumerable.Range(1, (int)count).Select(i => new Sequence(after.Value + i));
    }

    /// <summary>Writes what remains of events, page by page.</summary>
    private void Rewrite(List<Event> erased)
    {
        for (var done = 0; done < erased.Count;)
        {
            var page = _pages.Find(erased[done].Sequence)!;
            var ofPage = erased.Skip(done).TakeWhile(remainder => page.Contains(remainder.Sequence)).ToList();
            _rewrite.With(page.With(ofPage), page.Last.Value).ExecuteNonQuery();
            done += ofPage.Count;
        }
    }
}
