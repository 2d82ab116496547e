using System.Runtime.CompilerServices;

namespace Parley;

/// <summary>An event log that is gone with the process: for tests, and for a server that is to keep nothing.</summary>
/// <remarks>The turn is always free, as there is one node. Safe from any thread.</remarks>
public sealed class MemoryEventLog : IEventLog
{
    private readonly Lock _lock = new();
    private readonly List<Event> _events = [];
    private readonly Dictionary<RoomId, List<Event>> _byRoom = [];
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
    public ValueTask<IReadOnlyList<Event>> ReadRoomAsync(RoomId room, Sequence upTo, int countMax, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new([.. _byRoom.GetValueOrDefault(room, []).Where(stored => stored.Sequence <= upTo).TakeLast(countMax)]);
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
                foreach (var room in appended.History) (_byRoom.TryGetValue(room, out var list) ? list : _byRoom[room] = []).Add(appended);
            }
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
