using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Moves a write-ahead log into its database file, as a rule beside the one who writes, who would wait for the disk.</summary>
/// <remarks>For the writer's thread, between its transactions. The log is only sure to become empty while nobody writes to it.</remarks>
/// <seealso href="https://www.sqlite.org/wal.html#ckpt"/>
internal sealed class Checkpoints : IDisposable
{
    /// <summary>After how many pages it is moved while others go on writing.</summary>
    private const int DefaultPages = 1000;

    /// <summary>After how many pages it is moved while nobody writes, so that it grows no further: its file, which is kept, is written over from then on.</summary>
    private const int DefaultPagesMax = 8 * DefaultPages;

    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _own;
    private readonly int _pages;
    private readonly int _pagesMax;
    private Task _running = Task.CompletedTask;
    private int _movedAt;
    private int _emptiedAt;

    /// <param name="writer">The connection that writes; it makes no checkpoints of its own from here on.</param>
    /// <param name="pages">See <see cref="DefaultPages"/>.</param>
    /// <param name="pagesMax">See <see cref="DefaultPagesMax"/>.</param>
    /// <exception cref="SqliteException">The file cannot be opened once more.</exception>
    public Checkpoints(SqliteConnection writer, int pages = DefaultPages, int pagesMax = DefaultPagesMax)
    {
        writer.Execute("PRAGMA wal_autocheckpoint = 0");
        _writer = writer;
        _own = Connections.Open(writer.DataSource, DatabaseAccess.ReadWrite);
        _own.Execute("PRAGMA busy_timeout = 0");
        (_pages, _pagesMax) = (pages, pagesMax);
    }

    /// <summary>Something has been written.</summary>
    public void OnWritten()
    {
        var written = _writer.PagesWritten;
        if (written - _emptiedAt >= _pagesMax)
        {
            _running.Wait();
            Run();
            _movedAt = _emptiedAt = written;
        }
        else if (written - _movedAt >= _pages && _running.IsCompleted)
        {
            _running = Task.Run(Run);
            _movedAt = written;
        }
    }

    /// <summary>Moves all of it and cuts its file, so that what has been erased stands in neither file; false while somebody still reads from it.</summary>
    public bool TryEmpty()
    {
        _running.Wait();
        try
        {
            if (!_own.Checkpoint()) return false;
        }
        catch (SqliteException)
        {
            return false;
        }

        _movedAt = _emptiedAt = _writer.PagesWritten;
        return true;
    }

    /// <summary>Waits for what is being moved, and closes the connection.</summary>
    public void Dispose()
    {
        _running.Wait();
        _own.Dispose();
    }

    private void Run()
    {
        try
        {
            _own.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException)
        {
            // The next one moves it; the last connection does when it is closed. Nothing is lost meanwhile.
        }
    }
}
