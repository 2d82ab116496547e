using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Server.Storage.Sqlite;

/// <summary>What SQLite refuses with, in words for whoever reads the server's messages.</summary>
/// <remarks>No <see cref="SqliteException"/> leaves this folder; it becomes an <see cref="EventLogException"/>.</remarks>
/// <seealso href="https://www.sqlite.org/rescode.html"/>
internal static class Refusals
{
    extension(SqliteException refusal)
    {
        public string Cause => refusal.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => "the disk is full",
            raw.SQLITE_CORRUPT => refusal.Damage,
            raw.SQLITE_NOTADB => "it is not a database",
            raw.SQLITE_READONLY or raw.SQLITE_PERM => "it may not be written to",
            raw.SQLITE_CANTOPEN => "it cannot be opened",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program holds it locked",
            raw.SQLITE_IOERR => $"the disk does not work as it should ({refusal.Words}, {refusal.SqliteExtendedErrorCode})",
            raw.SQLITE_NOMEM => "there is not enough memory",
            _ => $"{refusal.Words} ({refusal.SqliteExtendedErrorCode})",
        };

        public string Damage => $"it is damaged ({refusal.Words})";

        public EventLogException About(string path) => new($"{path}: {refusal.Cause}", refusal);

        /// <summary>What SQLite says, out of the sentence that the library puts it in: SQLite Error 5: 'database is locked'.</summary>
        private string Words => refusal.Message.Split('\'', 2)[^1].TrimEnd('.').TrimEnd('\'');
    }
}
