using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Parley.Server.Tests.Storage;

/// <summary>A log that remembers what was read from it and how much was appended at once, and says when a snapshot is kept.</summary>
internal sealed class WatchedLog(IEventLog log) : IEventLog
{
    private readonly TaskCompletionSource<Sequence> _firstSnapshot = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The sequences of the events that were read one after the other, not those of a room's history.</summary>
    public List<long> Read { get; } = [];

    /// <summary>How many events each append had.</summary>
    public ConcurrentQueue<int> Appended { get; } = new();

    /// <summary>No turn is given before this is complete.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Which events it refuses to store.</summary>
    public Func<Event, bool> Refuses { get; set; } = _ => false;

    /// <summary>What is awaited when something has been read for an index, before the index gets it.</summary>
    public Func<Task> AfterIndexed { get; set; } = () => Task.CompletedTask;

    /// <summary>Where the first snapshot was taken, when it has been kept.</summary>
    public Task<Sequence> FirstSnapshot => _firstSnapshot.Task;

    public int EventsPerSnapshot { get; init; } = log.EventsPerSnapshot;

    public async IAsyncEnumerable<Event> ReadAsync(Sequence after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stored in log.ReadAsync(after, cancellationToken))
        {
            Read.Add(stored.Sequence.Value);
            yield return stored;
        }
    }

    public async ValueTask WriteSnapshotAsync(WorldSnapshot snapshot, CancellationToken cancellationToken)
    {
        await log.WriteSnapshotAsync(snapshot, cancellationToken);
        _firstSnapshot.TrySetResult(snapshot.Head);
    }

    public async ValueTask<ITurn> TakeTurnAsync(Sequence after, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        return new WatchedTurn(this, await log.TakeTurnAsync(after, cancellationToken));
    }

    public async ValueTask<IReadOnlyList<Event>> ReadIndexedAsync(Sequence after, int countMax, CancellationToken cancellationToken)
    {
        var read = await log.ReadIndexedAsync(after, countMax, cancellationToken);
        await AfterIndexed();
        return read;
    }

    public ValueTask<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<Sequence> places, CancellationToken cancellationToken) =>
        log.ReadEventsAsync(places, cancellationToken);

    public ValueTask<IReadOnlyList<Event>> ReadRoomAsync(HistoryQuery query, CancellationToken cancellationToken) =>
        log.ReadRoomAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<Event>> ReadNewestMessagesAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken cancellationToken) =>
        log.ReadNewestMessagesAsync(rooms, cancellationToken);

    public ValueTask<Sequence> FindMessageAsync(RoomId room, int countFromNewest, CancellationToken cancellationToken) =>
        log.FindMessageAsync(room, countFromNewest, cancellationToken);

    public ValueTask<Sequence> FindAsync(DateTimeOffset before, CancellationToken cancellationToken) => log.FindAsync(before, cancellationToken);

    public ValueTask<WorldSnapshot?> ReadSnapshotAsync(CancellationToken cancellationToken) => log.ReadSnapshotAsync(cancellationToken);

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private sealed class WatchedTurn(WatchedLog log, ITurn turn) : ITurn
    {
        public IReadOnlyList<Event> Missed => turn.Missed;

        public Task AppendAsync(IReadOnlyList<Event> events)
        {
            log.Appended.Enqueue(events.Count);
            return events.Any(log.Refuses) ? Task.FromException(new EventLogException("it is refused")) : turn.AppendAsync(events);
        }

        public void Dispose() => turn.Dispose();
    }
}
