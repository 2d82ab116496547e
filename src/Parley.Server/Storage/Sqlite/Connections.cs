using Microsoft.Data.Sqlite;
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

/// <summary>Connections to the database file, and what is done with them again and again.</summary>
/// <remarks>A connection is for one thread at a time. Closing it disposes its commands.</remarks>
internal static class Connections
{
    /// <summary>How long a lock that another program holds is waited for.</summary>
    private const int BusyTimeoutSeconds = 5;

    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path, DatabaseAccess access)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = access == DatabaseAccess.Immutable ? $"file:{Uri.EscapeDataString(path)}?immutable=1" : path,
            Mode = access == DatabaseAccess.ReadWrite ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
            DefaultTimeout = BusyTimeoutSeconds,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();

            // The library asks again every 150 ms; SQLite itself waits for less at a time, and for readers in a checkpoint.
            connection.Execute($"PRAGMA busy_timeout = {BusyTimeoutSeconds * 1000}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    extension(SqliteConnection connection)
    {
        /// <summary>Whether closing the last connection moves the write-ahead log into the database file.</summary>
        /// <remarks>The library has no word for it.</remarks>
        public bool CheckpointsOnClose
        {
            set => SqliteException.ThrowExceptionForRC(
                raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, value ? 0 : 1, out _), connection.Handle);
        }

        /// <summary>How many pages this connection has written; the count wraps round.</summary>
        /// <remarks>The library has no word for it.</remarks>
        public int PagesWritten
        {
            get
            {
                SqliteException.ThrowExceptionForRC(
                    raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0), connection.Handle);
                return pages;
            }
        }

        /// <summary>A command to be run many times, with parameters that get their values by <see cref="With"/>.</summary>
        public SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            command.Prepare();
            return command;
        }

        /// <summary>Runs statements that give no rows, or whose rows do not matter.</summary>
        public void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        /// <summary>Runs one of the scripts beside this file, all of it or nothing.</summary>
        public void RunScript(string name) => connection.InTransaction(() =>
        {
            using var resource = typeof(Connections).Assembly.GetManifestResourceStream($"Parley.Server.Storage.Sqlite.{name}.sql")!;
            using var script = new StreamReader(resource);
            connection.Execute(script.ReadToEnd());
        });

        /// <summary>Writes all of something or nothing.</summary>
        public void InTransaction(Action write)
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                write();
                connection.Execute("COMMIT");
            }
            catch
            {
                // After some failures, a full disk among them, SQLite has undone it by itself.
                if (raw.sqlite3_get_autocommit(connection.Handle) == 0) connection.Execute("ROLLBACK");
                throw;
            }
        }

        /// <summary>The first column of the first row.</summary>
        public long ReadInt64(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }

        /// <summary>Moves the write-ahead log into the database file and empties it, as far as readers let it; false when it is not empty then.</summary>
        public bool Checkpoint() => connection.ReadInt64("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    /// <summary>Sets a command's parameters, in the order in which it was prepared with them.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
