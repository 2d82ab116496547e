using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>The index of words in a SQLite database of its own, beside the log or in memory.</summary>
/// <remarks>
/// SQLite's full-text search (<see href="https://www.sqlite.org/fts5.html"/>). Apart from the log's file, so that indexing never
/// holds the lock that an append needs. What a power failure takes from it is taken in again.
/// </remarks>
public sealed class SqliteMessageIndex : IMessageIndex
{
    private const int SchemaVersion = 3;

    /// <summary>How much of the index is written anew in one step, in pages: some milliseconds' worth.</summary>
    private const int TidyPages = 64;

    /// <summary>Beyond this, in bytes, the write-ahead log's file is cut when it has been emptied.</summary>
    private const int WriteAheadLogBytesKept = 64 << 20;

    /// <summary>How many search at the same time; who comes more waits. One that takes long does not stop the others.</summary>
    private static readonly int ReadersMax = Math.Max(2, Environment.ProcessorCount / 2);

    private readonly string _path;
    private readonly Lock _writing = new();
    private readonly SqliteConnection _writer;
    private readonly Checkpoints? _checkpoints;
    private readonly Channel<IndexReader> _readers = Channel.CreateUnbounded<IndexReader>();
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteBetween;
    private readonly SqliteCommand _deleteMatching;
    private readonly SqliteCommand _moveCursor;
    private readonly SqliteCommand _setTidy;
    private readonly SqliteCommand _merge;
    private bool _isMerging;
    private volatile bool _isTidy;
    private volatile bool _hasErased = true;
    private readonly int? _eventsMax;

    private SqliteMessageIndex(string path, SqliteConnection writer, Checkpoints? checkpoints, IEnumerable<IndexReader> readers, int? eventsMax = null)
    {
        _path = path;
        _eventsMax = eventsMax;
        _writer = writer;
        _checkpoints = checkpoints;
        foreach (var reader in readers) _readers.Writer.TryWrite(reader);
        _insert = writer.Prepare(
            "INSERT INTO message (rowid, text, facets, room) VALUES ($sequence, $text, $facets, $room)", "$sequence", "$text", "$facets", "$room");
        _delete = writer.Prepare("DELETE FROM message WHERE rowid = $sequence", "$sequence");
        _deleteBetween = writer.Prepare("DELETE FROM message WHERE rowid > $after AND rowid < $before", "$after", "$before");
        _deleteMatching = writer.Prepare(
            "DELETE FROM message WHERE rowid IN (SELECT rowid FROM message WHERE message MATCH $query AND rowid > $after AND rowid < $before)",
            "$query", "$after", "$before");
        _moveCursor = writer.Prepare("UPDATE cursor SET sequence = $sequence, at = $at", "$sequence", "$at");
        _setTidy = writer.Prepare("UPDATE cursor SET is_tidy = $isTidy", "$isTidy");
        _merge = writer.Prepare("INSERT INTO message (message, rank) VALUES ('merge', $pages)", "$pages");
        _isTidy = writer.ReadInt64("SELECT is_tidy FROM cursor") != 0;
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
    /// <param name="eventsMax">It drops what is not among so many of the newest events; null drops nothing.</param>
    public static SqliteMessageIndex InMemory(int? eventsMax = null)
    {
        var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        database.RunScript("search");
        return new SqliteMessageIndex(":memory:", database, null, [new IndexReader(database)], eventsMax);
    }

    /// <inheritdoc/>
    public ValueTask AddAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) => new(Task.Run(
        () => Write(() => _writer.InTransaction(() =>
        {
            foreach (var stored in events) Add(stored);
            if (_eventsMax is { } max) _deleteBetween.With(0L, events[^1].Sequence.Value - max + 1).ExecuteNonQuery();
            _moveCursor.With(events[^1].Sequence.Value, StoredTime.Write(events[^1].At)).ExecuteNonQuery();
        })),
        cancellationToken));

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken) => new(Task.Run(
        () => Write(() => _writer.RunScript("search")),
        cancellationToken));

    /// <inheritdoc/>
    public ValueTask<bool> TidyAsync(CancellationToken cancellationToken) => _isTidy && !_hasErased ? new(false) : new(Task.Run(
        () =>
        {
            if (!_isTidy) Write(() => _writer.InTransaction(Merge));
            if (_isTidy) Empty();
            return !_isTidy || _hasErased;
        },
        cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Sequence>> FindAsync(MessageSearch search, CancellationToken cancellationToken)
    {
        if (search.Rooms.IsEmpty) return [];
        try
        {
            var reader = await _readers.Reader.ReadAsync(cancellationToken);
            try
            {
                return await Task.Run(() => Find(reader, search), cancellationToken);
            }
            finally
            {
                if (!_readers.Writer.TryWrite(reader)) reader.Dispose();
            }
        }
        catch (Exception e) when (e is SqliteException or ObjectDisposedException or InvalidOperationException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>Closes it. What is being searched just now ends as it can.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(() =>
    {
        _readers.Writer.TryComplete();
        while (_readers.Reader.TryRead(out var reader)) reader.Dispose();
        lock (_writing)
        {
            _checkpoints?.Dispose();
            _writer.Dispose();
        }
    }));

    private static SqliteMessageIndex Open(string path)
    {
        DataDirectory.EnsureDatabase(path);
        var opened = new List<IDisposable>();
        try
        {
            var writer = Connect(DatabaseAccess.ReadWrite);
            writer.Execute("PRAGMA journal_mode = WAL");
            writer.Execute("PRAGMA synchronous = NORMAL");
            writer.Execute("PRAGMA secure_delete = ON");
            writer.Execute($"PRAGMA journal_size_limit = {WriteAheadLogBytesKept}");
            if (writer.ReadInt64("SELECT count(*) FROM sqlite_master") == 0) writer.RunScript("search");
            if (writer.ReadInt64("PRAGMA user_version") != SchemaVersion)
                throw new SqliteException("It is of another version.", SQLitePCL.raw.SQLITE_SCHEMA);
            IndexReader[] readers = [.. Enumerable.Range(0, ReadersMax).Select(_ => new IndexReader(Connect(DatabaseAccess.ReadOnly)))];
            var checkpoints = new Checkpoints(writer);
            opened.Add(checkpoints);
            return new SqliteMessageIndex(path, writer, checkpoints, readers);
        }
        catch
        {
            foreach (var one in opened) one.Dispose();
            throw;
        }

        SqliteConnection Connect(DatabaseAccess access)
        {
            var connection = Connections.Open(path, access);
            opened.Add(connection);
            return connection;
        }
    }

    private (Sequence, DateTimeOffset) ReadCursor()
    {
        var place = new Sequence(_writer.ReadInt64("SELECT sequence FROM cursor"));
        return (place, StoredTime.Read(place, _writer.ReadInt64("SELECT at FROM cursor")));
    }

    private void Add(Event stored)
    {
        if (stored is Said { History: [var room, ..] } said)
            _insert.With(said.Sequence.Value, said.Text, IndexQuery.FacetsOf(room, said.By), room.Value).ExecuteNonQuery();
        if (stored.Erases is { } erasure) Erase(erasure);
    }

    private void Erase(Erasure erasure)
    {
        _isTidy = false;
        _hasErased = true;
        _setTidy.With(0L).ExecuteNonQuery();
        if (erasure.IsOfOne) _delete.With(erasure.After.Value + 1).ExecuteNonQuery();
        else if (IndexQuery.Of(erasure) is { Length: > 0 } query) _deleteMatching.With(query, erasure.After.Value, erasure.Before.Value).ExecuteNonQuery();
        else _deleteBetween.With(erasure.After.Value, erasure.Before.Value).ExecuteNonQuery();
    }

    /// <summary>One step of putting all segments of the index together, by which those words are gone that only erased messages had.</summary>
    /// <remarks>A negative number of pages begins it, and there is nothing more to do when a step changes nothing.</remarks>
    /// <seealso href="https://www.sqlite.org/fts5.html#the_merge_command"/>
    private void Merge()
    {
        var before = _writer.ReadInt64("SELECT total_changes()");
        _merge.With(_isMerging ? TidyPages : -TidyPages).ExecuteNonQuery();
        _isMerging = _writer.ReadInt64("SELECT total_changes()") - before >= 2;
        _isTidy = !_isMerging;
        if (_isTidy) _setTidy.With(1L).ExecuteNonQuery();
    }

    /// <summary>Those words leave the write-ahead log too, unless somebody is searching just then.</summary>
    private void Empty()
    {
        lock (_writing)
        {
            try
            {
                _hasErased = _checkpoints?.TryEmpty() == false;
            }
            catch (InvalidOperationException e)
            {
                throw Unusable(e);
            }
        }
    }

    private IReadOnlyList<Sequence> Find(IndexReader reader, MessageSearch search)
    {
        if (_checkpoints is not null) return reader.Find(search);
        lock (_writing) return reader.Find(search);
    }

    private void Write(Action write)
    {
        lock (_writing)
        {
            try
            {
                write();
                Cursor = ReadCursor();
                _checkpoints?.OnWritten();
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
