using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class ReadOnlyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_log_is_read_while_its_server_runs()
    {
        var story = Story.OfMonologue(1000);
        await using var server = await _directory.OpenAsync();
        await server.AppendAsync(story.Events);

        await using var reader = await _directory.OpenReadOnlyAsync();
        Assert.Equal(Story.Lines(story.Events), await reader.ReadLinesAsync());

        await server.AppendAsync(story.Say("ada", "#lobby", "one more"));
        Assert.Equal(Story.Lines(story.Events), await reader.ReadLinesAsync());
    }

    [Fact]
    public async Task A_slow_reader_does_not_hold_up_the_server()
    {
        var story = Story.OfMonologue(2000);
        var server = await _directory.OpenAsync();
        await server.AppendAsync(story.Events);
        await using var reader = await _directory.OpenReadOnlyAsync();

        await using var reading = reader.ReadAsync(Sequence.Start, TestEnd).GetAsyncEnumerator(TestEnd);
        Assert.True(await reading.MoveNextAsync());
        await server.AppendAsync(story.Say("ada", "#lobby", "one more"));
        await server.DisposeAsync();

        // Closing has put everything into the database file although somebody is half-way through it.
        Assert.False(File.Exists(_directory["parley.db-wal"]) && new FileInfo(_directory["parley.db-wal"]).Length > 0);
        var count = 1;
        while (await reading.MoveNextAsync()) count++;
        Assert.Equal(story.Events.Count - 1, count);
    }

    [Fact]
    public async Task A_closed_log_is_read_and_its_database_stays_as_it_is()
    {
        var story = Story.OfMonologue(1000);
        await _directory.StoreAsync(story);
        var before = await File.ReadAllBytesAsync(_directory.DatabasePath, TestEnd);

        await using (var reader = await _directory.OpenReadOnlyAsync())
        {
            Assert.Equal(Story.Lines(story.Events), await reader.ReadLinesAsync());
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_directory.DatabasePath, TestEnd));
        await using var server = await _directory.OpenAsync();
        await server.AppendAsync(story.Say("ada", "#lobby", "one more"));
    }

    [Fact]
    public async Task Reading_takes_no_lock()
    {
        await _directory.StoreAsync(Story.OfMonologue(1));
        await using var reader = await _directory.OpenReadOnlyAsync();
        await using var another = await _directory.OpenReadOnlyAsync();
        await using var server = await _directory.OpenAsync();
    }

    [Fact]
    public async Task Where_there_is_no_log_there_is_nothing_to_read_and_nothing_is_made()
    {
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => _directory.OpenReadOnlyAsync());
        Assert.Equal($"{_directory.DatabasePath}: there is no log here", refusal.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));

        await Assert.ThrowsAsync<EventLogException>(
            () => SqliteEventLog.OpenReadOnlyAsync(_directory["missing"], TestEnd));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task Who_reads_only_cannot_append()
    {
        await _directory.StoreAsync(Story.OfMonologue(1));
        await using var reader = await _directory.OpenReadOnlyAsync();

        await Assert.ThrowsAsync<EventLogException>(async () => await reader.TakeTurnAsync(Sequence.Start, TestEnd));
        await Assert.ThrowsAsync<EventLogException>(
            async () => await reader.WriteSnapshotAsync(new Story().Snapshot, TestEnd));
    }

    [Fact]
    public async Task The_rooms_that_ever_had_a_name_are_read_one_after_the_other()
    {
        var story = new Story();
        story.Arrive("ada");
        story.Arrive("bob");
        story.Join("ada", "#Tea");
        story.Part("ada", "#tea");
        story.Join("bob", "#coffee");
        story.Say("bob", "#coffee", "elsewhere");
        story.Join("bob", "#TEA");
        for (var i = 0; i < 1200; i++) story.Say("bob", "#tea", $"cup {i}");
        story.Leave("bob");
        await _directory.StoreAsync(story);
        await using var reader = await _directory.OpenReadOnlyAsync();

        var expected = story.Events.Where(
            e => e is Quit || (e is RoomEvent { Room: NamedRoom room } && room.Name.Folded == "#tea"));
        Assert.Equal(Story.Lines(expected), await ReadRoomsCalledAsync(reader, "#tEa"));
        Assert.Empty(await ReadRoomsCalledAsync(reader, "#milk"));
    }

    private static async Task<string[]> ReadRoomsCalledAsync(SqliteEventLog log, string name)
    {
        Assert.True(RoomName.TryParse(name, out var room));
        return Story.Lines(await log.ReadRoomsCalledAsync(room, Sequence.Start, new Sequence(long.MaxValue), TestEnd).ToListAsync(TestEnd));
    }
}
