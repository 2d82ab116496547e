using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Moves a write-ahead log into its database file, as a rule beside the one who writes, who would wait for the disk.</summary>
/// <remarks>For the writer's thread, between its transactions. The log is only sure to become empty while nobody writes to it.</remarks>
/// <seealso href="https://www.sqlite.org/wal.html#ckpt"/>
/// <param name="writer">The connection that writes; it makes no checkpoints of its own from here on.</param>
/// <param name="own">A connection for the checkpoints alone.</param>
internal sealed class Checkpoints(SqliteConnection writer, SqliteConnection own) : IDisposable
{
    /// <summary>After how many pages it is moved while others go on writing.</summary>
    private const int Pages = 1000;

    /// <summary>After how many pages it is moved while nobody writes, so that it grows no further: its file, which is kept, is written over from then on.</summary>
    private const int PagesMax = 8 * Pages;

    private Task _running = Task.CompletedTask;
    private int _movedAt;
    private int _emptiedAt;

    /// <summary>Something has been written.</summary>
    public void OnWritten()
    {
        var written = writer.PagesWritten;
        if (written - _emptiedAt >= PagesMax)
        {
            _running.Wait();
            Run();
            _movedAt = _emptiedAt = written;
        }
        else if (written - _movedAt >= Pages && _running.IsCompleted)
        {
            _running = Task.Run(Run);
            _movedAt = written;
        }
    }

    /// <summary>Waits for what is being moved, and closes the connection.</summary>
    public void Dispose()
    {
        _running.Wait();
        own.Dispose();
    }

    private void Run()
    {
        try
        {
            own.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException)
        {
            // The next one moves it; the last connection does when it is closed. Nothing is lost meanwhile.
        }
    }
}
