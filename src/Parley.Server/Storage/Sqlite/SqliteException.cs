using SQLitePCL;

namespace Parley.Server.Storage.Sqlite;

/// <summary>SQLite refused. Turned into <see cref="EventLogException"/> before it leaves this folder.</summary>
/// <seealso href="https://www.sqlite.org/rescode.html"/>
internal sealed class SqliteException(int extendedCode, string message) : Exception(message)
{
    /// <summary>The primary result code.</summary>
    public int Code => extendedCode & 0xFF;

    /// <summary>The cause in words for whoever reads the server's messages.</summary>
    public string Cause => Code switch
    {
        raw.SQLITE_FULL => "the disk is full",
        raw.SQLITE_CORRUPT => $"it is damaged ({Message})",
        raw.SQLITE_NOTADB => "it is not a database",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "it may not be written to",
        raw.SQLITE_CANTOPEN => "it cannot be opened",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program holds it locked",
        raw.SQLITE_IOERR => $"the disk does not work as it should ({Message}, {extendedCode})",
        raw.SQLITE_NOMEM => "there is not enough memory",
        _ => $"{Message} ({extendedCode})",
    };

    public EventLogException About(string path) => new($"{path}: {Cause}", this);
}
