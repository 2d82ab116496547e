using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.History;
using Parley.Server.Storage.Sqlite;
using Parley.Server.Tests.Storage;

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

    [Fact]
    public async Task An_index_of_another_log_is_empty_before_anybody_searches()
    {
        await using var index = SqliteMessageIndex.InMemory();
        await index.AddAsync(Story.OfMonologue(3).Events, TestContext.Current.CancellationToken);
        await using var log = new WatchedLog(new MemoryEventLog());
        var released = new TaskCompletionSource();
        log.AfterIndexed = () => released.Task;
        await using var indexer = new MessageIndexer(log, index, TimeProvider.System, NullLogger<MessageIndexer>.Instance);

        await indexer.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Sequence.Start, index.Cursor.Place);
        released.SetResult();
    }

    [Fact]
    public async Task Who_waits_for_what_was_stored_after_the_log_was_read_waits_for_the_next_reading()
    {
        await using var stored = new MemoryEventLog();
        await using var log = new WatchedLog(stored);
        await using var index = SqliteMessageIndex.InMemory();
        await using var indexer = new MessageIndexer(log, index, TimeProvider.System, NullLogger<MessageIndexer>.Instance);
        var story = Story.OfMonologue(1);
        var asked = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new List<bool>();
        log.AfterIndexed = async () =>
        {
            if (!asked.Task.IsCompleted)
            {
                await stored.AppendAsync(story.Events);
                asked.SetResult(indexer.CatchUpAsync(story.Head));
            }

            answered.Add((await asked.Task).IsCompleted);
        };

        await indexer.StartAsync(TestContext.Current.CancellationToken);
        await await asked.Task;
        await indexer.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(story.Head, index.Cursor.Place);
        Assert.Equal([false, false], answered.Take(2));
    }
}
