using SQLitePCL;

namespace Parley.Server.Storage.Sqlite;

/// <summary>How a connection may touch the database file.</summary>
internal enum DatabaseAccess
{
    /// <summary>Reads and writes; the file must be there.</summary>
    ReadWrite,

    /// <summary>Reads, beside a writer or alone.</summary>
    ReadOnly,

    /// <summary>Reads a file that nobody can be writing, in a directory in which nothing can be made.</summary>
    Immutable,
}

/// <summary>One connection to a SQLite database.</summary>
/// <remarks>
/// A thin layer over the C interface, because text goes in and out as UTF-8 without becoming a string.
/// For one thread at a time. Every method throws <see cref="SqliteException"/> when SQLite refuses.
/// </remarks>
internal sealed class Database : IDisposable
{
    /// <summary>How long a lock that another program holds is waited for.</summary>
    private const int BusyTimeoutMilliseconds = 5000;

    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static Database Open(string path, DatabaseAccess access)
    {
        var (name, flags) = access switch
        {
            DatabaseAccess.ReadWrite => (path, raw.SQLITE_OPEN_READWRITE),
            DatabaseAccess.ReadOnly => (path, raw.SQLITE_OPEN_READONLY),
            _ => ($"file:{Uri.EscapeDataString(path)}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI),
        };
        var code = raw.sqlite3_open_v2(name, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle);
        try
        {
            database.Check(code);
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, BusyTimeoutMilliseconds);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public Statement Prepare(string sql)
    {
        // "Persistent" keeps long-lived statements out of the memory that SQLite holds for short ones.
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new Statement(this, statement);
    }

    /// <summary>Runs statements that give no rows, or whose rows do not matter.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row.</summary>
    public long ReadInt64(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : throw new SqliteException(raw.SQLITE_ERROR, "no row");
    }

    /// <summary>Whether closing the last connection moves the write-ahead log into the database file.</summary>
    public bool CheckpointsOnClose
    {
        set => Check(raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, value ? 0 : 1, out _));
    }

    /// <summary>Moves the write-ahead log into the database file and empties it, as far as readers let it.</summary>
    public void Checkpoint() => Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    public void Dispose() => _handle.Dispose();

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteException(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string());
    }
}
