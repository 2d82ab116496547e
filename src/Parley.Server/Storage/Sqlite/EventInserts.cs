using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Writes events and snapshots into the tables, with commands prepared once.</summary>
/// <remarks>For the writer's thread. The commands are disposed with their connection.</remarks>
/// <param name="connection">The database.</param>
/// <param name="pagesBehindMax">See <see cref="PagesBehindMax"/>.</param>
internal sealed class EventInserts(SqliteConnection connection, int pagesBehindMax = EventInserts.PagesBehindMax) : IDisposable
{
    /// <summary>
    /// After how many pages they are taken into the histories of their rooms: then each room has several new events to be
    /// written down together. Whoever reads a history looks through those that are behind.
    /// </summary>
    public const int PagesBehindMax = 256;

    private const int SnapshotsKept = 2;

    private readonly SqliteCommand _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly SqliteCommand _commit = connection.Prepare("COMMIT");
    private readonly SqliteCommand _rollback = connection.Prepare("ROLLBACK");

    private readonly PageInsert _pages = new(connection);
    private readonly HistoryIndex _histories = new(connection);
    private readonly EventErasures _erasures = new(connection);

    private readonly SqliteCommand _room = connection.Prepare(
        "INSERT OR IGNORE INTO room (folded, id, name) VALUES ($folded, $id, $name)", "$folded", "$id", "$name");

    private readonly SqliteCommand _snapshot = connection.Prepare(
        "INSERT OR REPLACE INTO snapshot (sequence, data) VALUES ($sequence, CAST($data AS TEXT))", "$sequence", "$data");

    private readonly SqliteCommand _oldSnapshots = connection.Prepare(
        $"DELETE FROM snapshot WHERE sequence NOT IN (SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT {SnapshotsKept})");

    /// <summary>How many pages have not been taken into the histories; null when that has to be counted.</summary>
    private long? _pagesBehind;

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit()
    {
        if (_pages.Flush()) _pagesBehind++;
        _pagesBehind ??= _histories.CountPagesBehind();
        if (_pagesBehind >= pagesBehindMax) CatchUp();
        _commit.ExecuteNonQuery();
    }

    /// <summary>Undoes the transaction.</summary>
    public void Rollback()
    {
        _pages.Clear();
        _pagesBehind = null;
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // SQLite has undone it itself. One that cannot be undone now stays open; then beginning the next one fails, and undoes it.
        }
    }

    public void Insert(Event stored)
    {
        if (_pages.Add(stored)) _pagesBehind++;
        Follow(stored);
    }

    /// <summary>Inserts an event as it was written once, byte for byte.</summary>
    public void Insert(Event stored, ReadOnlyMemory<byte> json)
    {
        if (_pages.Add(stored, json)) _pagesBehind++;
        Follow(stored);
    }

    /// <summary>Keeps a snapshot, and drops all but the newest two.</summary>
    public void InsertSnapshot(Sequence head, byte[] json)
    {
        _snapshot.With(head.Value, json).ExecuteNonQuery();
        _oldSnapshots.ExecuteNonQuery();
    }

    /// <summary>Erases the next of what is to be erased, little enough that nobody waits long; false when that was all.</summary>
    public bool EraseNext() => _erasures.EraseNext();

    public void Dispose() => _pages.Dispose();

    private void Follow(Event stored)
    {
        if (stored is RoomCreated { Room: NamedRoom made })
            _room.With(made.Name.Folded, made.Id.Value, made.Name.Value).ExecuteNonQuery();
        if (stored.Erases is not { } erasure) return;

        // What leaves a history has to be in it.
        _pages.Flush();
        CatchUp();
        _erasures.Add(stored.Sequence, erasure);
    }

    private void CatchUp()
    {
        _histories.CatchUp();
        _pagesBehind = 0;
    }
}
