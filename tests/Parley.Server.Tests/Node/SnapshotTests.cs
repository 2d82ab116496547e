using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Tests.Storage;
using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Node;

public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_start_after_a_crash_reads_the_events_after_the_newest_snapshot_and_no_others()
    {
        var story = Story.OfMonologue(2000);
        await using var log = await StoreAsync(story);
        await log.WriteSnapshotAsync(story.Snapshot, TestEnd);
        var snapshotAt = story.Head.Value;
        for (var i = 0; i < 700; i++) await log.AppendAsync(story.Say("ada", "#lobby", $"later {i}"));

        await using var server = await StartAsync(log);
        Assert.Equal(Enumerable.Range((int)snapshotAt + 1, 700).Select(sequence => (long)sequence), log.Read);
    }

    [Fact]
    public async Task A_start_after_a_stop_reads_no_events()
    {
        await using (var server = await TestServer.StartAsync(options => options.Data = _directory.Path))
        {
            var bob = await server.ConnectPlainAsync("bob");
            await bob.SendAsync("remember this\n/topic\n");
            await bob.ExpectEventuallyAsync("has no topic\n");
        }

        await using var log = new WatchedLog(await _directory.OpenAsync());
        await using var again = await StartAsync(log);
        Assert.Empty(log.Read);
    }

    [Fact]
    public async Task What_a_start_had_to_read_counts_towards_the_next_snapshot()
    {
        const int eventsPerSnapshot = 2000;
        var story = Story.OfMonologue(eventsPerSnapshot - 100);
        await using var log = await StoreAsync(story, eventsPerSnapshot);
        await using var server = await TestServer.StartAsync(log: log);
        Assert.False(log.FirstSnapshot.IsCompleted);

        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync(string.Concat(Enumerable.Repeat("a little more\n", 100)));
        Assert.InRange((await log.FirstSnapshot.WaitAsync(TestEnd)).Value, eventsPerSnapshot, eventsPerSnapshot + 100);
    }

    [Fact]
    public async Task A_log_that_keeps_few_events_is_given_snapshots_early()
    {
        await using var log = new WatchedLog(new MemoryEventLog { EventsMax = 40 });
        await using var server = await TestServer.StartAsync(log: log);
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync(string.Concat(Enumerable.Repeat("and on\n", 40)));
        Assert.InRange((await log.FirstSnapshot.WaitAsync(TestEnd)).Value, 20, 49);
    }

    /// <summary>Starts a server whose search reads nothing.</summary>
    private static Task<TestServer> StartAsync(WatchedLog log) =>
        TestServer.StartAsync(log: log, services: services => services.AddSingleton<IMessageIndex>(new NoIndex()));

    private async Task<WatchedLog> StoreAsync(Story story, int eventsPerSnapshot = int.MaxValue)
    {
        var log = new WatchedLog(await _directory.OpenAsync()) { EventsPerSnapshot = eventsPerSnapshot };
        await log.AppendAsync(story.Events);
        return log;
    }
}
