using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Server.Storage.Sqlite;

/// <summary>An insert of integers and UTF-8 that is run for every event, on SQLite's own interface.</summary>
/// <remarks>
/// <see cref="SqliteCommand"/> would cost an append half as much processor time again: see
/// docs/decisions/0004-sqlite-through-microsoft-data-sqlite.md. For the connection's thread, within a transaction.
/// </remarks>
/// <exception cref="SqliteException">Thrown by every method when SQLite refuses.</exception>
internal sealed class HotInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public HotInsert(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        // "Persistent" keeps long-lived statements out of the memory that SQLite holds for short ones.
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Sets a parameter; the first is 1.</summary>
    public HotInsert Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public HotInsert Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, utf8));
        return this;
    }

    public void Execute()
    {
        try
        {
            Check(raw.sqlite3_step(_statement));
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
