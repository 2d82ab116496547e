namespace Parley.Server.History;

/// <summary>Finds messages by their words, in what the world has granted.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class MessageFinder(IEventLog log, IMessageIndex index, MessageIndexer indexer, TimeProvider time)
{
    /// <summary>How long a search waits for what is not in the index yet; then it finds what is.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(2);

    /// <summary>Finds messages up to where reading was granted, in the order of the log.</summary>
    /// <remarks>What was erased since it came into the index is not found.</remarks>
    /// <exception cref="EventLogException">The index or the log cannot be read.</exception>
    public async Task<IReadOnlyList<Event>> FindAsync(MessageSearch search, HistoryGranted granted, CancellationToken cancellationToken)
    {
        try
        {
            await indexer.CatchUpAsync(granted.UpTo).WaitAsync(PatienceMax, time, cancellationToken);
        }
        catch (TimeoutException)
        {
        }

        if (search.Before > granted.UpTo.Next) search = search with { Before = granted.UpTo.Next };
        var events = await log.ReadEventsAsync(await index.FindAsync(search, cancellationToken), cancellationToken);
        return [.. events.Where(stored => stored.IsMessage && stored.History.Any(search.Rooms.Contains))];
    }
}
