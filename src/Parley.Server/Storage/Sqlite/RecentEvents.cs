namespace Parley.Server.Storage.Sqlite;

/// <summary>The newest stored events, so that an index that follows the log need not read back from the file what was just written there.</summary>
/// <remarks>
/// No text stays here that has been erased: an event that erases something makes it let go of all up to there. Safe from any thread.
/// </remarks>
/// <param name="head">The last event that is stored already.</param>
/// <param name="eventsMax">How many are kept at the most.</param>
internal sealed class RecentEvents(Sequence head, int eventsMax)
{
    private readonly Lock _lock = new();
    private readonly Queue<IReadOnlyList<Event>> _appends = new();
    private Sequence _forgotten = head;
    private int _count;

    /// <summary>Takes in what has been stored, all of one append; the list must not change any more.</summary>
    public void Add(IReadOnlyList<Event> stored)
    {
        if (stored.Count == 0) return;
        var kept = stored.Count > eventsMax || HasErasure(stored) ? 0 : eventsMax;
        lock (_lock)
        {
            _appends.Enqueue(stored);
            _count += stored.Count;
            while (_count > kept)
            {
                var oldest = _appends.Dequeue();
                _count -= oldest.Count;
                _forgotten = oldest[^1].Sequence;
            }
        }
    }

    /// <summary>All that is stored after a place; null when that is too long ago.</summary>
    public Event[]? After(Sequence after)
    {
        lock (_lock)
        {
            return after < _forgotten
                ? null
                : [.. _appends.SkipWhile(append => append[^1].Sequence <= after).SelectMany(append => append).Where(stored => stored.Sequence > after)];
        }
    }

    private static bool HasErasure(IReadOnlyList<Event> stored)
    {
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i].Erases is not null) return true;
        }

        return false;
    }
}
