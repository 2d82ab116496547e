namespace Parley;

/// <summary>Finds messages by their words. It follows the log, and can be made again from it at any time.</summary>
/// <remarks>One caller at a time adds; finding is safe from any thread, and does not wait for that.</remarks>
public interface IMessageIndex : IAsyncDisposable
{
    /// <summary>The last event that has been taken in, and its time; the start of a new index.</summary>
    (Sequence Place, DateTimeOffset At) Cursor { get; }

    /// <summary>Takes in what <see cref="IEventLog.ReadIndexedAsync"/> has read behind the cursor, and moves it to the last, both or neither. What they erase is taken out.</summary>
    /// <exception cref="EventLogException">The index cannot be written.</exception>
    ValueTask AddAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken);

    /// <summary>Forgets everything: it is the index of another log, or cannot be read.</summary>
    /// <exception cref="EventLogException">The index cannot be written.</exception>
    ValueTask ClearAsync(CancellationToken cancellationToken);

    /// <summary>Takes words of what was erased out of where the index keeps its words: some of them, little enough that nobody waits long.</summary>
    /// <returns>Whether there is more to do.</returns>
    /// <exception cref="EventLogException">The index cannot be written.</exception>
    ValueTask<bool> TidyAsync(CancellationToken cancellationToken);

    /// <summary>Finds messages; their places, in the order of the log.</summary>
    /// <exception cref="EventLogException">The index cannot be read.</exception>
    ValueTask<IReadOnlyList<Sequence>> FindAsync(MessageSearch search, CancellationToken cancellationToken);
}
