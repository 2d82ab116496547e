namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class SqliteEventLogTests : EventLogContract
{
    private readonly TemporaryDirectory _directory = new();

    protected override async Task<IEventLog> OpenAsync() => await _directory.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    // A view of the database that is held for long keeps the write-ahead log from being moved.
    [Fact]
    public async Task A_long_time_in_which_nothing_is_said_is_passed_over_in_steps()
    {
        using var directory = new TemporaryDirectory();
        await using var log = await directory.OpenAsync();
        var story = new Story();
        for (var i = 0; i < 20_000; i++) story.Arrive($"guest{i}");
        await log.AppendAsync(story.Events);

        var end = TestContext.Current.CancellationToken;
        var first = Assert.Single(await log.ReadIndexedAsync(Sequence.Start, 10, end));
        Assert.InRange(first.Sequence.Value, 1, 19_999);
        Assert.Equal(story.Head, Assert.Single(await log.ReadIndexedAsync(first.Sequence, 10, end)).Sequence);
    }
}
