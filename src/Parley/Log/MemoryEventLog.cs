using System.Runtime.CompilerServices;

namespace Parley;

/// <summary>An event log that is gone with the process: for tests, and for a server that is to keep nothing.</summary>
/// <remarks>
/// The turn is always free, as there is one node. With <see cref="EventsMax"/> it drops its oldest events, and everybody reads
/// what is left. Safe from any thread.
/// </remarks>
public sealed class MemoryEventLog : IEventLog
{
    private readonly Lock _lock = new();
    private readonly List<Event> _events = [];
    private readonly Dictionary<RoomId, SortedSet<Sequence>> _byRoom = [];
    private WorldSnapshot? _snapshot;

    /// <summary>How many events have been dropped: the places up to here are empty.</summary>
    private long _dropped;

    /// <summary>How many events are kept at least; the oldest are dropped when there are a quarter more.</summary>
    /// <remarks>Nothing is dropped that is not in the newest snapshot, as the world is made of both.</remarks>
    public int EventsMax { get; init; } = int.MaxValue;

    private Sequence Head => new(_dropped + _events.Count);

    /// <inheritdoc/>
    public ValueTask<ITurn> TakeTurnAsync(Sequence after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return new(new Turn(this, EventsAfter(after)));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Event> ReadAsync(Sequence after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Event[] events;
        lock (_lock) events = EventsAfter(after);
        foreach (var stored in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stored;
        }

        await Task.CompletedTask;
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
            if (query.Before.Value - 1 <= query.After.Value) return new([]);
            var between = HistoryOf(query.Room).GetViewBetween(query.After.Next, new Sequence(query.Before.Value - 1));
            var wanted = (query.IsFromOldest ? between : between.Reverse()).Select(EventAt).Where(stored => stored.IsMessage || !query.MessagesOnly);
            return new([.. wanted.Take(query.CountMax).OrderBy(stored => stored.Sequence)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Event>> ReadNewestMessagesAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken cancellationToken)
    {
        lock (_lock) return new([.. rooms.Select(room => MessagesFromNewest(room).FirstOrDefault()).OfType<Event>().OrderBy(stored => stored.Sequence)]);
    }

    /// <inheritdoc/>
    public ValueTask<Sequence> FindMessageAsync(RoomId room, int countFromNewest, CancellationToken cancellationToken)
    {
        lock (_lock) return new(MessagesFromNewest(room).ElementAtOrDefault(countFromNewest - 1)?.Sequence ?? Sequence.Start);
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
                if (_events[middle].At < before) low = middle + 1;
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
    public ValueTask DisposeAsync() => default;

    private Event[] EventsAfter(Sequence after) => [.. _events.Skip((int)Math.Clamp(after.Value - _dropped, 0, _events.Count))];

    private Event EventAt(Sequence place) => _events[(int)(place.Value - 1 - _dropped)];

    private SortedSet<Sequence> HistoryOf(RoomId room) => _byRoom.GetValueOrDefault(room, []);

    private IEnumerable<Event> MessagesFromNewest(RoomId room) => HistoryOf(room).Reverse().Select(EventAt).Where(stored => stored.IsMessage);

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

            foreach (var appended in events)
            {
                _events.Add(appended);
                foreach (var room in appended.History) (_byRoom.TryGetValue(room, out var places) ? places : _byRoom[room] = []).Add(appended.Sequence);
                if (appended.Erases is { } erasure) Erase(erasure);
            }

            DropOldest();
        }
    }

    private void DropOldest()
    {
        if (_events.Count - EventsMax <= EventsMax / 4) return;
        var count = (int)Math.Clamp((_snapshot?.Head.Value ?? 0) - _dropped, 0, _events.Count - EventsMax);
        foreach (var oldest in _events.Take(count))
        {
            foreach (var room in oldest.History)
            {
                if (!_byRoom.TryGetValue(room, out var places)) continue;
                places.Remove(oldest.Sequence);
                if (places.Count == 0) _byRoom.Remove(room);
            }
        }

        _events.RemoveRange(0, count);
        _dropped += count;
    }

    private void Erase(Erasure erasure)
    {
        var end = (int)Math.Min(erasure.Before.Value - 1 - _dropped, _events.Count);
        for (var i = (int)Math.Max(0, erasure.After.Value - _dropped); i < end; i++)
        {
            var stored = _events[i];
            if (!erasure.Covers(stored)) continue;
            foreach (var room in stored.History)
            {
                if (erasure.Room is null || erasure.Room == room) HistoryOf(room).Remove(stored.Sequence);
            }

            if (stored.Erase() is { } erased) _events[i] = erased;
        }
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
