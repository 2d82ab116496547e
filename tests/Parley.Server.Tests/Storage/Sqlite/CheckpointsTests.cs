using Microsoft.Data.Sqlite;
using Parley.Server.Storage.Sqlite;
using SQLitePCL;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>When a write-ahead log is moved into its database, and how long it becomes.</summary>
public sealed class CheckpointsTests : IDisposable
{
    private const int PageBytes = 4096;
    private const int FrameBytes = PageBytes + 24;

    private readonly TemporaryDirectory _directory = new();
    private readonly SqliteConnection _writer;

    public CheckpointsTests()
    {
        DataDirectory.EnsureDatabase(_directory.DatabasePath);
        _writer = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite);
        _writer.Execute($"PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL; CREATE TABLE page (bytes BLOB)");
    }

    private long DatabaseBytes => new FileInfo(_directory.DatabasePath).Length;

    private long WriteAheadLogBytes => new FileInfo(_directory["parley.db-wal"]).Length;

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void What_is_written_is_moved_after_so_many_pages_and_not_before()
    {
        var checkpoints = new Checkpoints(_writer, pages: 20, pagesMax: 1000);
        var before = DatabaseBytes;
        Write(10, checkpoints);
        checkpoints.Dispose();
        Assert.Equal(before, DatabaseBytes);

        checkpoints = new Checkpoints(_writer, pages: 20, pagesMax: 1000);
        Write(30, checkpoints);
        checkpoints.Dispose();
        Assert.InRange(DatabaseBytes, before + (30 * PageBytes), long.MaxValue);
    }

    [Fact]
    public void The_writer_itself_moves_nothing_when_it_commits()
    {
        using var checkpoints = new Checkpoints(_writer, pages: 100_000, pagesMax: 100_000);
        var before = DatabaseBytes;
        Write(1500, checkpoints);
        Write(10, checkpoints);
        Assert.Equal(before, DatabaseBytes);
    }

    [Fact]
    public void The_write_ahead_log_grows_no_longer_than_it_may()
    {
        using var checkpoints = new Checkpoints(_writer, pages: 20, pagesMax: 80);
        for (var i = 0; i < 100; i++)
        {
            Write(10, checkpoints);

            // The last transaction, the first page and those of the tree come on top.
            Assert.InRange(WriteAheadLogBytes, 1, (80 + 10 + 10) * FrameBytes);
        }
    }

    [Fact]
    public void A_reader_in_the_way_delays_it_and_sees_what_it_saw()
    {
        using var reader = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        using var checkpoints = new Checkpoints(_writer, pages: 20, pagesMax: 80);
        Write(10, checkpoints);
        reader.Execute("BEGIN");
        Assert.Equal(10, reader.ReadInt64("SELECT count(*) FROM page"));
        for (var i = 0; i < 40; i++) Write(10, checkpoints);
        Assert.Equal(10, reader.ReadInt64("SELECT count(*) FROM page"));

        reader.Execute("COMMIT");
        for (var i = 0; i < 20; i++) Write(10, checkpoints);
        var length = WriteAheadLogBytes;
        for (var i = 0; i < 40; i++) Write(10, checkpoints);
        Assert.Equal(length, WriteAheadLogBytes);
    }

    [Fact]
    public void It_is_emptied_when_nobody_reads_from_it()
    {
        using var reader = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        using var checkpoints = new Checkpoints(_writer);
        Write(10, checkpoints);
        reader.Execute("BEGIN");
        Assert.Equal(10, reader.ReadInt64("SELECT count(*) FROM page"));
        Assert.False(checkpoints.TryEmpty());
        Assert.NotEqual(0, WriteAheadLogBytes);

        reader.Execute("COMMIT");
        Assert.True(checkpoints.TryEmpty());
        Assert.Equal(0, WriteAheadLogBytes);
        Assert.True(checkpoints.TryEmpty());
    }

    // SQLite 3.51.2 and older: https://www.sqlite.org/wal.html, "The WAL-Reset Bug".
    [Fact]
    public void No_commit_can_be_lost_beside_it() =>
        Assert.InRange(raw.sqlite3_libversion_number(), 3_051_003, int.MaxValue);

    /// <summary>Writes so many pages in one transaction.</summary>
    private void Write(int pages, Checkpoints checkpoints)
    {
        _writer.Execute("BEGIN");
        for (var i = 0; i < pages; i++) _writer.Execute($"INSERT INTO page VALUES (randomblob({PageBytes - 200}))");
        _writer.Execute("COMMIT");
        checkpoints.OnWritten();
    }
}
