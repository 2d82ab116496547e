using System.Buffers.Binary;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class GroupCommitTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Appends_that_wait_are_committed_together()
    {
        var story = Story.OfMonologue(100);
        await using var log = await _directory.OpenAsync();
        await log.AppendAsync(story.Events[..2]);
        var before = CountCommits();

        // While somebody else holds the database's write lock, nothing can be committed, and appends gather.
        List<Task> appends = [];
        using (var other = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite))
        {
            other.Execute("BEGIN IMMEDIATE");
            foreach (var said in story.Events[2..]) appends.Add(await log.HandOverAsync([said]));
            other.Execute("ROLLBACK");
        }

        await Task.WhenAll(appends);

        // What the writer had in hand when it met the lock, and all the rest.
        Assert.InRange(CountCommits() - before, 1, 2);
        Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());
    }

    // https://www.sqlite.org/fileformat2.html#the_write_ahead_log: a frame that ends a commit says how long the database is.
    private int CountCommits()
    {
        using var file = new FileStream(_directory["parley.db-wal"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var pageSize = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));
        var commits = 0;
        for (var frame = 32; frame < bytes.Length; frame += 24 + pageSize)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(frame + 4)) != 0) commits++;
        }

        return commits;
    }
}
