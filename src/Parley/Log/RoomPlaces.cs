namespace Parley;

/// <summary>Where the events of one room's history stand in the log.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class RoomPlaces
{
    private readonly List<Sequence> _ascending = [];

    public bool IsEmpty => _ascending.Count == 0;

    /// <summary>Adds a place that comes after all others.</summary>
    public void Add(Sequence place) => _ascending.Add(place);

    /// <summary>The places between these two.</summary>
    public IEnumerable<Sequence> OldestFirst(Sequence after, Sequence before)
    {
        var end = CountBefore(before);
        for (var i = CountUpTo(after); i < end; i++) yield return _ascending[i];
    }

    /// <summary>The places between these two, from the other end.</summary>
    public IEnumerable<Sequence> NewestFirst(Sequence after, Sequence before)
    {
        var start = CountUpTo(after);
        for (var i = CountBefore(before) - 1; i >= start; i--) yield return _ascending[i];
    }

    /// <summary>Takes out those of the places between these two that are meant.</summary>
    public void RemoveBetween(Sequence after, Sequence before, Predicate<Sequence> isMeant)
    {
        var (start, end) = (CountUpTo(after), CountBefore(before));
        var kept = start;
        for (var i = start; i < end; i++)
        {
            if (!isMeant(_ascending[i])) _ascending[kept++] = _ascending[i];
        }

        if (kept < end) _ascending.RemoveRange(kept, end - kept);
    }

    /// <summary>Takes out all places up to this one.</summary>
    public void RemoveUpTo(Sequence place) => _ascending.RemoveRange(0, CountUpTo(place));

    private int CountUpTo(Sequence place)
    {
        var index = _ascending.BinarySearch(place);
        return index < 0 ? ~index : index + 1;
    }

    private int CountBefore(Sequence place)
    {
        var index = _ascending.BinarySearch(place);
        return index < 0 ? ~index : index;
    }
}
