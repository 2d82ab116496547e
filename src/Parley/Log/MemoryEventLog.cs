using System.Runtime.CompilerServices;

namespace Parley;

/// <summary>An event log that is gone with the process: for tests, and for a server that is to keep nothing.</summary>
/// <remarks>
/// The turn is always free, as there is one node. With <see cref="EventsMax"/> it drops its oldest events, and everybody reads
/// what is left. Safe from any thread.
/// </remarks>
public sealed class MemoryEventLog : IEventLog
{
    /// <summary>How many events a reader takes at once, so that who wants a few does not make a copy of all.</summary>
    private const int PageEvents = 1024;

    private readonly Lock _lock = new();
    private readonly EncodedEvents _events = new();
    private readonly Dictionary<RoomId, RoomPlaces> _byRoom = [];
    private WorldSnapshot? _snapshot;

    /// <summary>How many events have been dropped: the places up to here are empty.</summary>
    private long _dropped;

    /// <summary>How many events are kept at least; the oldest are dropped when there are a quarter more.</summary>
    /// <remarks>Nothing is dropped that is not in the newest snapshot, as the world is made of both.</remarks>
    public int EventsMax { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    /// <remarks>Events that are due to be dropped wait for it.</remarks>
    public int EventsPerSnapshot => Math.Clamp(EventsMax / 2, 1, 100_000);

    private Sequence Head => new(_dropped + _events.Count);

    /// <inheritdoc/>
    public ValueTask<ITurn> TakeTurnAsync(Sequence after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return new(new Turn(this, EventsAfter(after, int.MaxValue)));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Event> ReadAsync(Sequence after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Sequence head;
        lock (_lock) head = Head;
        while (after < head)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<Event> page;
            lock (_lock) page = EventsAfter(after, PageEvents);
            foreach (var stored in page.TakeWhile(stored => stored.Sequence <= head)) yield return stored;
            after = page is [.., var last] ? last.Sequence : head;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Event>> ReadIndexedAsync(Sequence after, int countMax, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var first = IndexAfter(after);
            var indexed = Enumerable.Range(first, _events.Count - first).Where(i => i == _events.Count - 1 || _events.IsIndexed(i));
            return new([.. indexed.Take(countMax).Select(i => _events[i])]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<Sequence> places, CancellationToken cancellationToken)
    {
        lock (_lock) return new([.. places.Where(place => place.Value > _dropped && place <= Head).Select(EventAt)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Event>> ReadRoomAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var places = PlacesOf(query.Room);
            var wanted = (query.IsFromOldest ? places.OldestFirst(query.After, query.Before) : places.NewestFirst(query.After, query.Before))
                .Where(place => !query.MessagesOnly || IsMessage(place));
            return new([.. wanted.Take(query.CountMax).Order().Select(EventAt)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Event>> ReadNewestMessagesAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken cancellationToken)
    {
        lock (_lock) return new([.. rooms.Select(room => MessagesFromNewest(room).FirstOrDefault()).Where(place => place > Sequence.Start).Order().Select(EventAt)]);
    }

    /// <inheritdoc/>
    public ValueTask<Sequence> FindMessageAsync(RoomId room, int countFromNewest, CancellationToken cancellationToken)
    {
        lock (_lock) return new(MessagesFromNewest(room).ElementAtOrDefault(countFromNewest - 1));
    }

    /// <inheritdoc/>
    public ValueTask<Sequence> FindAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var (low, high) = (0, _events.Count);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                if (_events.AtOf(middle) < before) low = middle + 1;
                else high = middle;
            }

            return new(new Sequence(_dropped + low));
        }
    }

    /// <inheritdoc/>
    public ValueTask<WorldSnapshot?> ReadSnapshotAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return new(_snapshot);
    }

    /// <inheritdoc/>
    public ValueTask WriteSnapshotAsync(WorldSnapshot snapshot, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (snapshot.Head > Head) throw new EventLogException($"a snapshot at {snapshot.Head} is ahead of the log");
            _snapshot = snapshot;
            DropOldest();
            return default;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_lock) _events.Dispose();
        return default;
    }

    private List<Event> EventsAfter(Sequence after, int countMax)
    {
        var first = IndexAfter(after);
        return [.. Enumerable.Range(first, Math.Min(countMax, _events.Count - first)).Select(i => _events[i])];
    }

    private int IndexAfter(Sequence after) => (int)Math.Clamp(after.Value - _dropped, 0, _events.Count);

    private Event EventAt(Sequence place) => _events[IndexOf(place)];

    private bool IsMessage(Sequence place) => _events.IsMessage(IndexOf(place));

    private int IndexOf(Sequence place) => (int)(place.Value - 1 - _dropped);

    private RoomPlaces PlacesOf(RoomId room) => _byRoom.TryGetValue(room, out var places) ? places : new RoomPlaces();

    private IEnumerable<Sequence> MessagesFromNewest(RoomId room) =>
        PlacesOf(room).NewestFirst(Sequence.Start, Head.Next).Where(IsMessage);

    private void Append(IReadOnlyList<Event> events)
    {
        lock (_lock)
        {
            var head = Head;
            foreach (var appended in events)
            {
                if (appended.Sequence != head.Next) throw new EventLogException($"event {appended.Sequence} does not follow {head}");
                head = appended.Sequence;
            }

            _events.Add(events);
            foreach (var appended in events)
            {
                foreach (var room in appended.History) (_byRoom.TryGetValue(room, out var places) ? places : _byRoom[room] = new RoomPlaces()).Add(appended.Sequence);
                if (appended.Erases is { } erasure) Erase(erasure);
            }

            DropOldest();
        }
    }

    private void DropOldest()
    {
        if (_events.Count - EventsMax <= EventsMax / 4) return;
        var count = (int)Math.Clamp((_snapshot?.Head.Value ?? 0) - _dropped, 0, _events.Count - EventsMax);
        if (count == 0) return;
        _events.RemoveFirst(count);
        _dropped += count;
        foreach (var (room, places) in _byRoom)
        {
            places.RemoveUpTo(new Sequence(_dropped));
            if (places.IsEmpty) _byRoom.Remove(room);
        }
    }

    private void Erase(Erasure erasure)
    {
        var covered = new HashSet<Sequence>();
        var end = (int)Math.Min(erasure.Before.Value - 1 - _dropped, _events.Count);
        for (var i = (int)Math.Max(0, erasure.After.Value - _dropped); i < end; i++)
        {
            if (erasure.MessagesOnly && !_events.IsMessage(i)) continue;
            var stored = _events[i];
            if (!erasure.Covers(stored)) continue;
            covered.Add(stored.Sequence);
            if (stored.Erase() is { } erased) _events[i] = erased;
        }

        foreach (var room in erasure.Room is { } only ? [only] : _byRoom.Keys.AsEnumerable())
            PlacesOf(room).RemoveBetween(erasure.After, erasure.Before, covered.Contains);
    }

    private sealed class Turn(MemoryEventLog log, IReadOnlyList<Event> missed) : ITurn
    {
        public IReadOnlyList<Event> Missed => missed;

        public Task AppendAsync(IReadOnlyList<Event> events)
        {
            try
            {
                log.Append(events);
                return Task.CompletedTask;
            }
            catch (EventLogException e)
            {
                return Task.FromException(e);
            }
        }

        public void Dispose()
        {
        }
    }
}
