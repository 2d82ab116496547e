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
    private const int SchemaVersion = 2;

    /// <summary>From how many pages on the write-ahead log is moved into the database file.</summary>
    private const int CheckpointPages = 1000;

    /// <summary>How many search at the same time; who comes more waits. One that takes long does not stop the others.</summary>
    private static readonly int ReadersMax = Math.Max(2, Environment.ProcessorCount / 2);

    private readonly string _path;
    private readonly Lock _writing = new();
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection? _checkpointer;
    private readonly Channel<IndexReader> _readers = Channel.CreateUnbounded<IndexReader>();
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteBetween;
    private readonly SqliteCommand _deleteMatching;
    private readonly SqliteCommand _moveCursor;
    private Task _checkpoint = Task.CompletedTask;
    private int _pagesMoved;

    private SqliteMessageIndex(string path, SqliteConnection writer, SqliteConnection? checkpointer, IEnumerable<IndexReader> readers)
    {
        _path = path;
        _writer = writer;
        _checkpointer = checkpointer;
        foreach (var reader in readers) _readers.Writer.TryWrite(reader);
        _insert = writer.Prepare(
            "INSERT INTO message (rowid, text, facets, room) VALUES ($sequence, $text, $facets, $room)", "$sequence", "$text", "$facets", "$room");
        _delete = writer.Prepare("DELETE FROM message WHERE rowid = $sequence", "$sequence");
        _deleteBetween = writer.Prepare("DELETE FROM message WHERE rowid > $after AND rowid < $before", "$after", "$before");
        _deleteMatching = writer.Prepare(
            "DELETE FROM message WHERE rowid IN (SELECT rowid FROM message WHERE message MATCH $query AND rowid > $after AND rowid < $before)",
            "$query", "$after", "$before");
        _moveCursor = writer.Prepare("UPDATE cursor SET sequence = $sequence, at = $at", "$sequence", "$at");
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
        return new SqliteMessageIndex(":memory:", database, null, [new IndexReader(database)]);
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
    public async ValueTask DisposeAsync()
    {
        _readers.Writer.TryComplete();
        while (_readers.Reader.TryRead(out var reader)) reader.Dispose();
        await _checkpoint;
        lock (_writing)
        {
            _checkpointer?.Dispose();
            _writer.Dispose();
        }
    }

    private static SqliteMessageIndex Open(string path)
    {
        DataDirectory.EnsureDatabase(path);
        var opened = new List<SqliteConnection>();
        try
        {
            var writer = Connect(DatabaseAccess.ReadWrite);
            writer.Execute("PRAGMA journal_mode = WAL");
            writer.Execute("PRAGMA synchronous = NORMAL");
            writer.Execute("PRAGMA secure_delete = ON");
            writer.Execute("PRAGMA wal_autocheckpoint = 0");
            if (writer.ReadInt64("SELECT count(*) FROM sqlite_master") == 0) writer.RunScript("search");
            if (writer.ReadInt64("PRAGMA user_version") != SchemaVersion)
                throw new SqliteException("It is of another version.", SQLitePCL.raw.SQLITE_SCHEMA);
            return new SqliteMessageIndex(
                path, writer, Connect(DatabaseAccess.ReadWrite), Enumerable.Range(0, ReadersMax).Select(_ => new IndexReader(Connect(DatabaseAccess.ReadOnly))));
        }
        catch
        {
            foreach (var connection in opened) connection.Dispose();
            throw;
        }

        SqliteConnection Connect(DatabaseAccess access)
        {
            opened.Add(Connections.Open(path, access));
            return opened[^1];
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
        var facets = string.Join(" AND ", ((string?[])[erasure.Room is { } room ? IndexQuery.FacetOf(room) : null, erasure.Account is { } account ? IndexQuery.FacetOf(account) : null]).OfType<string>());
        if (erasure.IsOfOne) _delete.With(erasure.After.Value + 1).ExecuteNonQuery();
        else if (facets.Length > 0) _deleteMatching.With($"facets : ({facets})", erasure.After.Value, erasure.Before.Value).ExecuteNonQuery();
        else _deleteBetween.With(erasure.After.Value, erasure.Before.Value).ExecuteNonQuery();
    }

    private IReadOnlyList<Sequence> Find(IndexReader reader, MessageSearch search)
    {
        if (_checkpointer is not null) return reader.Find(search);
        lock (_writing) return reader.Find(search);
    }

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
                BeginCheckpoint();
            }
            catch (Exception e) when (e is SqliteException or ObjectDisposedException or InvalidOperationException)
            {
                throw Unusable(e);
            }
        }
    }

    /// <summary>Has the write-ahead log moved into the file when there is much in it: beside those who write, who would wait for the disk.</summary>
    private void BeginCheckpoint()
    {
        if (_checkpointer is null || !_checkpoint.IsCompleted || _writer.PagesWritten - _pagesMoved < CheckpointPages) return;
        _pagesMoved = _writer.PagesWritten;
        _checkpoint = Task.Run(() =>
        {
            try
            {
                _checkpointer.Execute("PRAGMA wal_checkpoint(PASSIVE)");
            }
            catch (SqliteException)
            {
                // The next one moves it; the last connection does when it is closed. Nothing is lost meanwhile.
            }
        });
    }

    private EventLogException Unusable(Exception e) =>
        e is SqliteException refusal ? refusal.About(_path) : new EventLogException($"{_path}: the index is closed", e);
}
