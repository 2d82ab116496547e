using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.History;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.History;

/// <summary>The task behind the index of words.</summary>
public sealed class MessageIndexerTests
{
    [Fact]
    public async Task A_server_that_could_not_start_disposes_of_it_without_stopping_it_and_it_has_stopped()
    {
        await using var log = new MemoryEventLog();
        await using var index = SqliteMessageIndex.InMemory();
        var indexer = new MessageIndexer(log, index, TimeProvider.System, NullLogger<MessageIndexer>.Instance);
        await indexer.StartAsync(TestContext.Current.CancellationToken);

        await indexer.DisposeAsync();
        await indexer.DisposeAsync();

        Assert.True(indexer.CatchUpAsync(new Sequence(1)).IsCompleted);
    }
}
