using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>The event log in a SQLite database file: what a server keeps its data in unless told otherwise.</summary>
/// <remarks>
/// The turn is always free, as one server has the data directory to itself. Appending is by one thread, which commits
/// all that waits at once (<see cref="LogWriter"/>); reading never waits for it. Safe from any thread.
/// </remarks>
public sealed class SqliteEventLog : IEventLog
{
    /// <summary>How many events are read at a time by those who read on and on.</summary>
    private const int PageEvents = 512;

    /// <summary>A start reads so many in a second. To keep a snapshot of a thousand people takes as long as to store some thousand events.</summary>
    internal const int EventsBetweenSnapshots = 100_000;

    private readonly string _path;
    private readonly LogReaders _readers;
    private readonly LogWriter? _writer;
    private readonly DataDirectory? _directory;

    private SqliteEventLog(string path, LogReaders readers, LogWriter? writer, DataDirectory? directory)
    {
        _path = path;
        _readers = readers;
        _writer = writer;
        _directory = directory;
    }

    /// <summary>Opens the log of a data directory, or makes it, for the one server that appends to it.</summary>
    /// <exception cref="EventLogException">It cannot be used: the message names the file and why. Nothing stored has been changed.</exception>
    public static Task<SqliteEventLog> OpenAsync(SqliteLogOptions options, CancellationToken cancellationToken) =>
        Task.Run(() => Open(options), cancellationToken);

    /// <summary>Opens the log of a data directory to be read only, whether a server is running there or not.</summary>
    /// <remarks>
    /// Takes no lock and makes nothing, except the two files in which SQLite reads its write-ahead log
    /// (<see href="https://www.sqlite.org/wal.html#read_only_databases"/>). Appending and snapshots fail.
    /// </remarks>
    /// <exception cref="EventLogException">There is no log, or it cannot be read.</exception>
    public static Task<SqliteEventLog> OpenReadOnlyAsync(string directory, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var path = DataDirectory.DatabasePath(directory);
                return new SqliteEventLog(path, new LogReaders(path, LogFile.InspectForReading(path)), null, null);
            },
            cancellationToken);

    /// <summary>
    /// Raised after each step of erasing more than one message: with why it failed, as it does again about every second until it can be
    /// done, or null. On the log's own thread, which must not wait.
    /// </summary>
    internal event Action<string?> ErasureTried
    {
        add => _writer?.ErasureTried += value;
        remove => _writer?.ErasureTried -= value;
    }

    /// <inheritdoc/>
    public int EventsPerSnapshot => EventsBetweenSnapshots;

    /// <inheritdoc/>
    public async ValueTask<ITurn> TakeTurnAsync(Sequence after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_writer is null) throw OpenForReadingOnly();
        if (after >= _writer.AcceptedHead) return new Turn(_writer, []);

        await _writer.LastAppend.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        var missed = new List<Event>();
        await foreach (var stored in ReadAsync(after, cancellationToken)) missed.Add(stored);
        return new Turn(_writer, missed);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Event> ReadAsync(Sequence after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await _readers.ReadAsync(reader => reader.ReadHead(), cancellationToken);
        while (after < head)
        {
            var start = after;
            foreach (var stored in await _readers.ReadAsync(reader => reader.ReadEvents(start, head, PageEvents), cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return stored;
                after = stored.Sequence;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Event>> ReadIndexedAsync(Sequence after, int countMax, CancellationToken cancellationToken) =>
        _writer?.Recent.After(after) is { } recent
            ? [.. recent.Where((stored, i) => i == recent.Length - 1 || EventCodec.IsIndexed(EventCodec.KindOf(stored))).Take(countMax)]
            : await _readers.ReadAsync(reader => reader.ReadIndexed(after, countMax), cancellationToken);

    /// <summary>Reads all events as they are stored, in order, up to the head as it is now.</summary>
    /// <exception cref="EventLogException">The log cannot be read on.</exception>
    internal async IAsyncEnumerable<StoredEvent> ReadStoredAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await _readers.ReadAsync(reader => reader.ReadHead(), cancellationToken);
        for (var after = Sequence.Start; after < head;)
        {
            var start = after;
            var page = await _readers.ReadAsync(reader => reader.ReadStored(start, head, PageEvents), cancellationToken);
            foreach (var stored in page) yield return stored;
            after = page[^1].Sequence;
        }
    }

    /// <summary>Reads the history of the rooms that ever had this name between two places, in order, up to the head as it is now.</summary>
    /// <exception cref="EventLogException">The log cannot be read on.</exception>
    public async IAsyncEnumerable<Event> ReadRoomsCalledAsync(
        RoomName name, Sequence since, Sequence before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (head, rooms) = await _readers.ReadAsync(
            reader => (reader.ReadHead(), reader.ReadRoomsCalled(name)), cancellationToken);

        // One room of a name is gone for ever before the next is made: one after the other is the order of the log.
        foreach (var room in rooms)
        {
            var after = since;
            List<Event> page;
            do
            {
                var start = after;
                var query = new HistoryQuery(room) { After = start, Before = before < head.Next ? before : head.Next, CountMax = PageEvents, IsFromOldest = true };
                page = await _readers.ReadAsync(reader => reader.ReadRoom(query), cancellationToken);
                foreach (var stored in page)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return stored;
                    after = stored.Sequence;
                }
            }
            while (page.Count == PageEvents);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<Sequence> places, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.ReadEvents(places), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Event>> ReadRoomAsync(HistoryQuery query, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.ReadRoom(query), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Event>> ReadNewestMessagesAsync(
        IReadOnlyCollection<RoomId> rooms, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.ReadNewestMessages(rooms), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Sequence> FindMessageAsync(RoomId room, int countFromNewest, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.FindMessage(room, countFromNewest), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Sequence> FindAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.Find(before), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<WorldSnapshot?> ReadSnapshotAsync(CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.ReadSnapshot(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WriteSnapshotAsync(WorldSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (_writer is null) throw OpenForReadingOnly();
        if (!_writer.TryAcceptSnapshot(snapshot.Head, out var token))
            throw new EventLogException($"a snapshot at {snapshot.Head} is ahead of the log");

        // A large world takes a while to write down; neither the caller nor the appends need wait for that.
        var json = await Task.Run(() => EventCodec.Write(snapshot), cancellationToken);
        await _writer.WriteSnapshotAsync(snapshot.Head, json, token);
    }

    /// <summary>Stores what was handed over, puts everything into the database file, and frees the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        // SQLite removes the write-ahead log with the last connection, if that is one that may write.
        _readers.Dispose();
        if (_writer is not null) await _writer.DisposeAsync();
        _directory?.Dispose();
    }

    private static SqliteEventLog Open(SqliteLogOptions options)
    {
        var path = DataDirectory.DatabasePath(options.Directory);
        var directory = DataDirectory.Claim(options.Directory);
        SqliteConnection? database = null;
        try
        {
            database = LogFile.OpenForWriting(path, options);
            var head = new Sequence(database.ReadInt64("SELECT coalesce(max(last), 0) FROM page"));
            var writer = new LogWriter(database, head, options);
            return new SqliteEventLog(path, new LogReaders(path, DatabaseAccess.ReadOnly), writer, directory);
        }
        catch (Exception e)
        {
            database?.Dispose();
            directory.Dispose();
            if (e is SqliteException refusal) throw refusal.About(path);
            throw;
        }
    }

    private EventLogException OpenForReadingOnly() => new($"{_path}: the log is open for reading only");

    private sealed class Turn(LogWriter writer, IReadOnlyList<Event> missed) : ITurn
    {
        public IReadOnlyList<Event> Missed => missed;

        public Task AppendAsync(IReadOnlyList<Event> events) => writer.AppendAsync(events);

        public void Dispose()
        {
        }
    }
}
