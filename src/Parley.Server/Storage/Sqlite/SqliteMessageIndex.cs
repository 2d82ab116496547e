using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>The index of words in a SQLite database of its own, beside the log or in memory.</summary>
/// <remarks>
/// SQLite's full-text search (<see href="https://www.sqlite.org/fts5.html"/>). Apart from the log's file, so that indexing never
/// holds the lock that an append needs. What a power failure takes from it is taken in again.
/// </remarks>
public sealed class SqliteMessageIndex : IMessageIndex
{
    private const int SchemaVersion = 1;

    private readonly string _path;
    private readonly Lock _writing = new();
    private readonly Lock _reading;
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _reader;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteBetween;
    private readonly SqliteCommand _deleteOfRoom;
    private readonly SqliteCommand _moveCursor;
    private readonly SqliteCommand _newest;
    private readonly SqliteCommand _oldest;

    private SqliteMessageIndex(string path, SqliteConnection writer, SqliteConnection reader)
    {
        _path = path;
        _writer = writer;
        _reader = reader;
        _reading = writer == reader ? _writing : new Lock();
        _insert = writer.Prepare("INSERT INTO message (rowid, text, facets) VALUES ($sequence, $text, $facets)", "$sequence", "$text", "$facets");
        _delete = writer.Prepare("DELETE FROM message WHERE rowid = $sequence", "$sequence");
        _deleteBetween = writer.Prepare("DELETE FROM message WHERE rowid > $after AND rowid < $before", "$after", "$before");
        _deleteOfRoom = writer.Prepare(
            "DELETE FROM message WHERE rowid IN (SELECT rowid FROM message WHERE message MATCH $room AND rowid > $after AND rowid < $before)",
            "$room", "$after", "$before");
        _moveCursor = writer.Prepare("UPDATE cursor SET sequence = $sequence, at = $at", "$sequence", "$at");
        _newest = PrepareFind("DESC");
        _oldest = PrepareFind("ASC");
        Cursor = ReadCursor();
    }

    /// <inheritdoc/>
    public (Sequence Place, DateTimeOffset At) Cursor { get; private set; }

    /// <summary>Opens the index of a data directory, or makes it.</summary>
    /// <remarks>One that is damaged, or of another version, is made anew.</remarks>
    /// <exception cref="EventLogException">It cannot be made.</exception>
    public static Task<SqliteMessageIndex> OpenAsync(string directory, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var path = Path.Combine(Path.GetFullPath(directory), "search.db");
            try
            {
                return Open(path);
            }
            catch (SqliteException)
            {
                foreach (var file in (string[])[path, $"{path}-wal", $"{path}-shm"]) File.Delete(file);
            }

            try
            {
                return Open(path);
            }
            catch (SqliteException e)
            {
                throw e.About(path);
            }
        },
        cancellationToken);

    /// <summary>An index that is gone with the process.</summary>
    public static SqliteMessageIndex InMemory()
    {
        var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        database.RunScript("search");
        return new SqliteMessageIndex(":memory:", database, database);
    }

    /// <inheritdoc/>
    public ValueTask AddAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) => new(Task.Run(
        () => Write(() =>
        {
            foreach (var stored in events) Add(stored);
            _moveCursor.With(events[^1].Sequence.Value, StoredTime.Write(events[^1].At)).ExecuteNonQuery();
        }),
        cancellationToken));

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken) => new(Task.Run(
        () => Write(() =>
        {
            _writer.Execute("DELETE FROM message");
            _moveCursor.With(0L, 0L).ExecuteNonQuery();
        }),
        cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Sequence>> FindAsync(MessageSearch search, CancellationToken cancellationToken) =>
        search.Rooms.IsEmpty ? new([]) : new(Task.Run<IReadOnlyList<Sequence>>(() => Find(search), cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_reading) _reader.Dispose();
        lock (_writing) _writer.Dispose();
        return default;
    }

    private static SqliteMessageIndex Open(string path)
    {
        DataDirectory.EnsureDatabase(path);
        SqliteConnection? writer = null;
        SqliteConnection? reader = null;
        try
        {
            writer = Connections.Open(path, DatabaseAccess.ReadWrite);
            writer.Execute("PRAGMA journal_mode = WAL");
            writer.Execute("PRAGMA synchronous = NORMAL");
            writer.Execute("PRAGMA secure_delete = ON");
            if (writer.ReadInt64("SELECT count(*) FROM sqlite_master") == 0) writer.RunScript("search");
            if (writer.ReadInt64("PRAGMA user_version") != SchemaVersion)
                throw new SqliteException("It is of another version.", SQLitePCL.raw.SQLITE_SCHEMA);
            reader = Connections.Open(path, DatabaseAccess.ReadOnly);
            return new SqliteMessageIndex(path, writer, reader);
        }
        catch
        {
            reader?.Dispose();
            writer?.Dispose();
            throw;
        }
    }

    private SqliteCommand PrepareFind(string order) => _reader.Prepare(
        $"""
        SELECT rowid FROM message WHERE message MATCH $query AND rowid > $after AND rowid < $before
        ORDER BY rowid {order} LIMIT $countMax
        """,
        "$query", "$after", "$before", "$countMax");

    private (Sequence, DateTimeOffset) ReadCursor()
    {
        var place = new Sequence(_writer.ReadInt64("SELECT sequence FROM cursor"));
        return (place, StoredTime.Read(place, _writer.ReadInt64("SELECT at FROM cursor")));
    }

    private void Add(Event stored)
    {
        if (stored is Said { History: [var room, ..] } said)
            _insert.With(said.Sequence.Value, said.Text, $"{FacetOf(room)} {FacetOf(said.By.Nick)}").ExecuteNonQuery();
        if (stored.Erases is not { } erasure) return;

        if (erasure.IsOfOne) _delete.With(erasure.After.Value + 1).ExecuteNonQuery();
        else if (erasure.Room is { } one) _deleteOfRoom.With($"facets : {FacetOf(one)}", erasure.After.Value, erasure.Before.Value).ExecuteNonQuery();
        else _deleteBetween.With(erasure.After.Value, erasure.Before.Value).ExecuteNonQuery();
    }

    private List<Sequence> Find(MessageSearch search)
    {
        var found = new List<Sequence>();
        lock (_reading)
        {
            try
            {
                var command = search.IsFromOldest ? _oldest : _newest;
                using var rows = command.With(QueryOf(search), search.After.Value, search.Before.Value, search.CountMax).ExecuteReader();
                while (rows.Read()) found.Add(new Sequence(rows.GetInt64(0)));
            }
            catch (Exception e) when (e is SqliteException or ObjectDisposedException or InvalidOperationException)
            {
                throw Unusable(e);
            }
        }

        if (!search.IsFromOldest) found.Reverse();
        return found;
    }

    /// <summary>The search in the language of FTS5. Words are quoted, so nothing in them is part of it.</summary>
    private static string QueryOf(MessageSearch search)
    {
        var query = new StringBuilder("facets : (").AppendJoin(" OR ", search.Rooms.Select(FacetOf)).Append(')');
        if (search.From is { } from) query.Append(" AND facets : ").Append(FacetOf(from));
        foreach (var word in search.Words)
        {
            query.Append(" AND text : \"").Append(word.TrimEnd('*').Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            if (word.EndsWith('*')) query.Append(" *");
        }

        return query.ToString();
    }

    private static string FacetOf(RoomId room) => string.Create(CultureInfo.InvariantCulture, $"r{room.Value}");

    private static string FacetOf(Nick nick) => $"n{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(nick.Folded))}";

    private void Write(Action write)
    {
        lock (_writing)
        {
            try
            {
                _writer.Execute("BEGIN IMMEDIATE");
                try
                {
                    write();
                    _writer.Execute("COMMIT");
                }
                catch
                {
                    _writer.Execute("ROLLBACK");
                    throw;
                }

                Cursor = ReadCursor();
            }
            catch (Exception e) when (e is SqliteException or ObjectDisposedException or InvalidOperationException)
            {
                throw Unusable(e);
            }
        }
    }

    private EventLogException Unusable(Exception e) =>
        e is SqliteException refusal ? refusal.About(_path) : new EventLogException($"{_path}: the index is closed", e);
}
