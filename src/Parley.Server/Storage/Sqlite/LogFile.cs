using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Server.Storage.Sqlite;

/// <summary>The file <c>parley.db</c>: makes it, or finds out whether it is whole and ours before anything is changed.</summary>
internal static class LogFile
{
    /// <summary>"Prly"; see schema.sql.</summary>
    private const int ApplicationId = 0x50726C79;

    /// <summary>
    /// The version of the schema that this code reads and writes. A change of the schema is one more script
    /// <c>upgrade-N.sql</c>, from each version to the next; scripts are never taken out.
    /// </summary>
    private const int SchemaVersion = 5;

    /// <summary>How many of the newest events are read to see that the log is alive: about what a torn write can hit.</summary>
    private const int InspectedEvents = 16;

    /// <summary>What reads the way to both ends of each table: a page of it that is damaged there is met now, not by a user.</summary>
    private static readonly string[] TableEdges =
    [
        "SELECT coalesce((SELECT min(last) FROM page), 0) + coalesce((SELECT max(last) FROM page), 0)",
        "SELECT coalesce((SELECT min(id) FROM room_history), 0) + coalesce((SELECT max(id) FROM room_history), 0)",
        "SELECT coalesce((SELECT min(room) FROM room_history), 0) + coalesce((SELECT max(room) FROM room_history), 0)",
        "SELECT sequence FROM history_end",
        "SELECT count(*) FROM room",
        "SELECT count(*) FROM erasure",
        "SELECT count(*) FROM snapshot",
    ];

    /// <summary>The page size of a new file: half as many writes for much that is stored at once, and hardly more for a single event.</summary>
    public const int FilePageBytes = 8192;

    /// <summary>As much of the file stays in the writer's memory: its newest pages, which are read again when they are taken into the histories.</summary>
    private const int CacheKibibytes = 8 << 10;

    /// <summary>Beyond this, in bytes, the write-ahead log's file is cut when it has been emptied.</summary>
    private const int WriteAheadLogBytesKept = 64 << 20;

    /// <summary>Opens the file for the one who appends, and makes it if there is none.</summary>
    /// <exception cref="EventLogException">It cannot be used; it has not been changed.</exception>
    public static SqliteConnection OpenForWriting(string path, SqliteLogOptions options)
    {
        RefuseWriteAheadLogAlone(path);
        DataDirectory.EnsureDatabase(path);
        return Open(path, DatabaseAccess.ReadWrite, database =>
        {
            database.CheckpointsOnClose = !HasWriteAheadLog(path);
            // Not yet with a write-ahead log, so that the file's first page says from the start whose it is.
            if (IsNew(database)) Make(database);
            RefuseForeign(database, path);
            for (var version = VersionOf(database) + 1; version <= SchemaVersion; version++) database.RunScript($"upgrade-{version}");
            Inspect(database, path, DatabaseAccess.ReadOnly);
            database.CheckpointsOnClose = true;

            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute(options.Durability == Durability.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

            database.Execute($"PRAGMA cache_size = -{CacheKibibytes}");

            // What is erased is overwritten, and not merely forgotten.
            database.Execute("PRAGMA secure_delete = ON");
            database.Execute($"PRAGMA journal_size_limit = {WriteAheadLogBytesKept}");
            if (options.MaxBytes is { } bytesMax)
                database.Execute($"PRAGMA max_page_count = {Math.Max(1, bytesMax / database.ReadInt64("PRAGMA page_size"))}");
            database.Checkpoint();
            RefuseShortFile(database, path);
        });
    }

    /// <summary>Sees that the file can be read, and says how.</summary>
    /// <exception cref="EventLogException">It cannot be used.</exception>
    public static DatabaseAccess InspectForReading(string path)
    {
        if (!File.Exists(path)) throw new EventLogException($"{path}: there is no log here");
        try
        {
            return Inspect(path, DatabaseAccess.ReadOnly);
        }
        catch (EventLogException e) when (e.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN } && !HasWriteAheadLog(path))
        {
            // The directory does not take the index of the write-ahead log. There is nothing in that log, so nobody writes.
            return Inspect(path, DatabaseAccess.Immutable);
        }
    }

    private static DatabaseAccess Inspect(string path, DatabaseAccess access)
    {
        Open(path, access, database => Inspect(database, path, access)).Dispose();
        return access;
    }

    private static bool IsNew(SqliteConnection database) =>
        database.ReadInt64("PRAGMA application_id") == 0
        && database.ReadInt64("PRAGMA user_version") == 0
        && database.ReadInt64("SELECT count(*) FROM sqlite_master") == 0;

    private static void Make(SqliteConnection database)
    {
        database.Execute($"PRAGMA page_size = {FilePageBytes}");
        database.RunScript("schema");
    }

    private static long VersionOf(SqliteConnection database) => database.ReadInt64("PRAGMA user_version");

    private static void RefuseForeign(SqliteConnection database, string path)
    {
        var application = database.ReadInt64("PRAGMA application_id");
        if (application != ApplicationId)
            throw new EventLogException($"{path}: it is a database of another application ({application}), not a Parley log");

        var version = VersionOf(database);
        if (version > SchemaVersion)
        {
            throw new EventLogException(
                $"{path}: it has version {version} of the schema, and this Parley knows none above {SchemaVersion}: "
                + "a newer Parley has used it");
        }
    }

    /// <summary>Refuses what is not a whole log of ours. Reads little, so that it takes no longer with a long log.</summary>
    private static void Inspect(SqliteConnection database, string path, DatabaseAccess access)
    {
        RefuseForeign(database, path);
        if (VersionOf(database) is var version and < SchemaVersion)
            throw new EventLogException($"{path}: it has version {version} of the schema; once a server has been started on it, it can be read");

        RefuseShortFile(database, path);
        try
        {
            foreach (var edge in TableEdges) database.ReadInt64(edge);
            using var reader = LogReader.Open(path, access);
            var head = reader.ReadHead();
            reader.ReadEvents(new Sequence(Math.Max(0, head.Value - InspectedEvents)), head, InspectedEvents);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            throw new EventLogException($"{path}: {e.Damage}", e);
        }
        catch (EventLogException e)
        {
            throw new EventLogException($"{path}: {e.Message}", e);
        }
    }

    // Pages that are in the write-ahead log alone are not missing; while that is empty the file must be whole. In this
    // order, as another process may be writing: the file may have grown since its pages were counted, but not shrunk.
    private static void RefuseShortFile(SqliteConnection database, string path)
    {
        var expected = database.ReadInt64("PRAGMA page_count") * database.ReadInt64("PRAGMA page_size");
        if (HasWriteAheadLog(path)) return;
        var actual = new FileInfo(path).Length;
        if (actual < expected)
            throw new EventLogException($"{path}: it is damaged: {actual} bytes long where there were {expected}");
    }

    // SQLite would take an empty database file for a new one and delete the log beside it.
    private static void RefuseWriteAheadLogAlone(string path)
    {
        if (HasWriteAheadLog(path) && new FileInfo(path) is { Exists: false } or { Length: 0 })
            throw new EventLogException($"{path}: it is missing or empty, but the write-ahead log beside it is not");
    }

    private static bool HasWriteAheadLog(string path) => new FileInfo($"{path}-wal") is { Exists: true, Length: > 0 };

    /// <summary>Opens the file and prepares it; closes it again when that fails.</summary>
    private static SqliteConnection Open(string path, DatabaseAccess access, Action<SqliteConnection> prepare)
    {
        SqliteConnection? database = null;
        try
        {
            database = Connections.Open(path, access);
            prepare(database);
            return database;
        }
        catch (Exception e)
        {
            database?.Dispose();
            if (e is SqliteException refusal) throw refusal.About(path);
            throw;
        }
    }
}
