using System.Runtime.CompilerServices;

namespace Parley;

/// <summary>An event log that is gone with the process: for tests, and for a server that is to keep nothing.</summary>
/// <remarks>The turn is always free, as there is one node. Safe from any thread.</remarks>
public sealed class MemoryEventLog : IEventLog
{
    private readonly Lock _lock = new();
    private readonly List<Event> _events = [];
    private readonly Dictionary<RoomId, SortedSet<Sequence>> _byRoom = [];
    private WorldSnapshot? _snapshot;

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
        lock (_lock) return new([.. places.Where(place => place > Sequence.Start && place.Value <= _events.Count).Select(EventAt)]);
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

            return new(new Sequence(low));
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
            if (snapshot.Head.Value > _events.Count) throw new EventLogException($"a snapshot at {snapshot.Head} is ahead of the log");
            _snapshot = snapshot;
            return default;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private Event[] EventsAfter(Sequence after) => [.. _events.Skip((int)Math.Min(after.Value, _events.Count))];

    private Event EventAt(Sequence place) => _events[(int)place.Value - 1];

    private SortedSet<Sequence> HistoryOf(RoomId room) => _byRoom.GetValueOrDefault(room, []);

    private IEnumerable<Event> MessagesFromNewest(RoomId room) => HistoryOf(room).Reverse().Select(EventAt).Where(stored => stored.IsMessage);

    private void Append(IReadOnlyList<Event> events)
    {
        lock (_lock)
        {
            var head = new Sequence(_events.Count);
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
        }
    }

    private void Erase(Erasure erasure)
    {
        var end = (int)Math.Min(erasure.Before.Value - 1, _events.Count);
        for (var i = (int)erasure.After.Value; i < end; i++)
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
