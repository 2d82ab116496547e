namespace Parley.Server.Tests.Storage;

/// <summary>An index that has everything, so that nothing is read for it.</summary>
internal sealed class NoIndex : IMessageIndex
{
    public (Sequence Place, DateTimeOffset At) Cursor => (new Sequence(long.MaxValue), DateTimeOffset.MaxValue);

    public ValueTask AddAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) => default;

    public ValueTask ClearAsync(CancellationToken cancellationToken) => default;

    public ValueTask<bool> TidyAsync(CancellationToken cancellationToken) => new(false);

    public ValueTask<IReadOnlyList<Sequence>> FindAsync(MessageSearch search, CancellationToken cancellationToken) => new([]);

    public ValueTask DisposeAsync() => default;
}
