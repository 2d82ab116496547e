namespace Parley.Server.Delivery;

/// <summary>The sessions in a room, or those who watch a nick: gone through quickly, and left quickly by one of thousands.</summary>
/// <remarks>For one shard. In no particular order.</remarks>
internal sealed class SessionList
{
    /// <summary>Up to here looking for a session is as quick as knowing its place, and takes no memory.</summary>
    private const int SearchedMax = 32;

    private Dictionary<LocalSession, int>? _places;

    /// <summary>Those who are in it. For reading only; valid until the next change.</summary>
    public List<LocalSession> All { get; } = [];

    /// <summary>Adds a session that is not in it.</summary>
    public void Add(LocalSession session)
    {
        if (_places?.TryAdd(session, All.Count) == false) return;
        All.Add(session);
        if (_places is null && All.Count > SearchedMax) _places = All.Index().ToDictionary(one => one.Item, one => one.Index);
    }

    /// <summary>Takes a session out, if it is in: the last one takes its place.</summary>
    public void Remove(LocalSession session)
    {
        var place = _places is null ? All.IndexOf(session) : _places.Remove(session, out var known) ? known : -1;
        if (place < 0) return;

        var last = All[^1];
        All.RemoveAt(All.Count - 1);
        if (last == session) return;
        All[place] = last;
        if (_places is not null) _places[last] = place;
    }
}
