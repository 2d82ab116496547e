namespace Parley;

/// <summary>The one ordered, durable sequence of events.</summary>
/// <remarks>
/// Whoever has something to append first takes the <see cref="ITurn">turn</see>, so that it decides on exactly the state that its
/// events follow. With one node the turn is always free; with several the log hands it round.
/// Reading is safe from any thread, at any time; appending is for one loop per node.
/// </remarks>
public interface IEventLog : IAsyncDisposable
{
    /// <summary>Takes the turn to append.</summary>
    /// <param name="after">The last event the caller has seen.</param>
    /// <param name="cancellationToken">Stops waiting for the turn.</param>
    /// <exception cref="EventLogException">The log cannot be reached or read.</exception>
    ValueTask<ITurn> TakeTurnAsync(Sequence after, CancellationToken cancellationToken);

    /// <summary>Reads the events after a place in the log, in order, up to the head as it was when reading began.</summary>
    /// <exception cref="EventLogException">The log cannot be read on.</exception>
    IAsyncEnumerable<Event> ReadAsync(Sequence after, CancellationToken cancellationToken);

    /// <summary>Reads on for an index of messages: only what is <see cref="EventCodec.IsIndexed">indexed</see>. What else happened, which may be most of it, is passed over.</summary>
    /// <param name="after">How far the index has come.</param>
    /// <param name="countMax">How many events to read at the most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Events in order. The last one is how far the index comes with them, and may be of any kind. None at the head.</returns>
    /// <exception cref="EventLogException">The log cannot be read on.</exception>
    ValueTask<IReadOnlyList<Event>> ReadIndexedAsync(Sequence after, int countMax, CancellationToken cancellationToken);

    /// <summary>Reads the events at these places, in this order. Places where there is none are passed over.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    ValueTask<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<Sequence> places, CancellationToken cancellationToken);

    /// <summary>Reads a page of a room's history, oldest first.</summary>
    /// <remarks>Costs what the page costs, wherever in a long history it stands.</remarks>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    ValueTask<IReadOnlyList<Event>> ReadRoomAsync(HistoryQuery query, CancellationToken cancellationToken);

    /// <summary>Reads the newest message of each of these rooms that has one, oldest first.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    ValueTask<IReadOnlyList<Event>> ReadNewestMessagesAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken cancellationToken);

    /// <summary>Finds the place of a room's message, counted from the newest, which is 1; the start when there are fewer.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    ValueTask<Sequence> FindMessageAsync(RoomId room, int countFromNewest, CancellationToken cancellationToken);

    /// <summary>Finds the last event before a time; the start when there is none.</summary>
    /// <remarks>
    /// A binary search: the world sees to it that times never go back. Where a log of an old version has times that do, the
    /// place that is found is near.
    /// </remarks>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    ValueTask<Sequence> FindAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>How many events after a snapshot the next one is worth its cost: about the most that a start after a crash has to read.</summary>
    int EventsPerSnapshot { get; }

    /// <summary>The newest snapshot that is kept beside the log, or null.</summary>
    /// <exception cref="EventLogException">The log cannot be read. A snapshot that cannot be understood is no error, but null.</exception>
    ValueTask<WorldSnapshot?> ReadSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a snapshot; older ones may be dropped.</summary>
    /// <exception cref="EventLogException">
    /// It could not be kept, or rests on events that are not stored; nothing else is harmed.
    /// </exception>
    ValueTask WriteSnapshotAsync(WorldSnapshot snapshot, CancellationToken cancellationToken);
}

/// <summary>The turn to append: nobody else's events can come between what it has shown and what it appends.</summary>
/// <remarks>
/// Ends with <see cref="AppendAsync"/>, or unused when disposed. In the time between the call of
/// <see cref="AppendAsync"/> and the completion of its task the next turn may be taken and appended to: tasks complete
/// in the order of the calls, and when one fails all later ones fail too, until a turn is taken from the true head.
/// </remarks>
public interface ITurn : IDisposable
{
    /// <summary>What others appended after the place that the taker had seen, in order.</summary>
    IReadOnlyList<Event> Missed { get; }

    /// <summary>Appends events that follow directly on the last event seen. Ends the turn.</summary>
    /// <remarks>
    /// What one of them takes out (<see cref="Event.Erases"/>) goes with it, in the same transaction when it is one message;
    /// more is erased step by step afterwards, and after a crash by whoever opens the log next.
    /// Whoever awaits the task may go on on the thread that stored the events, and must not block there.
    /// </remarks>
    /// <param name="events">The events; the list is the log's from here on, and must not change.</param>
    /// <returns>Complete when they are durable, all of them. When it fails, none of them was stored.</returns>
    /// <exception cref="EventLogException">They could not be stored; the message says why, fit for a user's eyes.</exception>
    Task AppendAsync(IReadOnlyList<Event> events);
}

/// <summary>The log could not do what it was asked to do. The message names the cause.</summary>
public sealed class EventLogException(string message, Exception? inner = null) : Exception(message, inner);
