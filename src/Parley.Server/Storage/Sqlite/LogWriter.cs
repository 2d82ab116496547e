using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Server.Storage.Sqlite;

/// <summary>The one thread that writes. It takes all appends that wait and commits them together.</summary>
/// <remarks>
/// Group commit makes durability cheap: while the disk works on one commit, appends gather for the next. Whoever
/// appends bounds the queue, by waiting for its earlier appends; it goes on on the writer's thread, and must not wait there.
/// Methods are safe from any thread.
/// </remarks>
internal sealed class LogWriter : IAsyncDisposable
{
    private readonly SqliteConnection _database;
    private readonly EventInserts _inserts;
    private readonly Checkpoints _checkpoints;
    private readonly ErasureSteps _erasures;
    private readonly long? _bytesMax;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly object _lock = new();
    private PendingAppends _appends = new();
    private List<PendingSnapshot> _snapshots = [];
    private Sequence _acceptedHead;
    private Task _lastAppend = Task.CompletedTask;
    private int _failures;
    private bool _isClosing;

    // The writer's thread alone uses these.
    private Sequence _storedHead;
    private PendingAppends _appendsInHand = new();
    private List<PendingSnapshot> _snapshotsInHand = [];

    /// <summary>Starts the thread. The writer owns the database from here on.</summary>
    /// <exception cref="SqliteException">The tables are not as they should be; the database is still the caller's.</exception>
    public LogWriter(SqliteConnection database, Sequence head, SqliteLogOptions options)
    {
        _inserts = new EventInserts(database, options.PagesBehindMax);
        _checkpoints = new Checkpoints(database);
        _erasures = new ErasureSteps(database.DataSource, _inserts, _checkpoints);
        _database = database;
        _bytesMax = options.MaxBytes;
        Recent = new RecentEvents(head, options.RecentEventsMax);
        _acceptedHead = _storedHead = head;
        _thread = new Thread(Run) { Name = "log writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What has been stored last.</summary>
    public RecentEvents Recent { get; }

    /// <inheritdoc cref="SqliteEventLog.ErasureTried"/>
    public event Action<string?> ErasureTried
    {
        add => _erasures.Tried += value;
        remove => _erasures.Tried -= value;
    }

    /// <summary>The last event that was accepted to be stored, and is if nothing fails.</summary>
    public Sequence AcceptedHead
    {
        get
        {
            lock (_lock) return _acceptedHead;
        }
    }

    /// <summary>Complete when what has been accepted so far is stored or has failed.</summary>
    public Task LastAppend
    {
        get
        {
            lock (_lock) return _lastAppend;
        }
    }

    /// <inheritdoc cref="ITurn.AppendAsync"/>
    public Task AppendAsync(IReadOnlyList<Event> events)
    {
        lock (_lock)
        {
            if (_isClosing) return Task.FromException(new EventLogException("the log is closed"));

            var head = _acceptedHead;
            for (var i = 0; i < events.Count; i++)
            {
                if (events[i].Sequence != head.Next)
                    return Task.FromException(new EventLogException($"event {events[i].Sequence} does not follow {head}"));
                head = head.Next;
            }

            _appends.Batches.Add(events);
            _acceptedHead = head;
            _lastAppend = _appends.Task;
            Monitor.Pulse(_lock);
            return _lastAppend;
        }
    }

    /// <summary>Says whether a snapshot is of what has been accepted; the token goes with it to <see cref="WriteSnapshotAsync"/>.</summary>
    public bool TryAcceptSnapshot(Sequence head, out int token)
    {
        lock (_lock)
        {
            token = _failures;
            return head <= _acceptedHead;
        }
    }

    /// <summary>Stores a snapshot, unless an append that it may rest on has failed since it was accepted.</summary>
    public Task WriteSnapshotAsync(Sequence head, byte[] json, int token)
    {
        lock (_lock)
        {
            if (_isClosing) return Task.FromException(new EventLogException("the log is closed"));

            var pending = new PendingSnapshot(head, json, token);
            _snapshots.Add(pending);
            Monitor.Pulse(_lock);
            return pending.Task;
        }
    }

    /// <summary>Writes what waits, accepts nothing more, and closes the database.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isClosing = true;
            Monitor.Pulse(_lock);
        }

        return new(_ended.Task);
    }

    private void Run()
    {
        while (TakeAll())
        {
            if (_appendsInHand.Batches.Count > 0) WriteAppends();
            foreach (var snapshot in _snapshotsInHand) Write(snapshot);
            _snapshotsInHand.Clear();
            _checkpoints.OnWritten();
            _erasures.Next();
        }

        Close();
        _ended.SetResult();
    }

    /// <summary>Waits for something to write, unless there is something to erase, and takes all of it; false when there will be no more.</summary>
    private bool TakeAll()
    {
        lock (_lock)
        {
            while (_appends.Batches.Count == 0 && _snapshots.Count == 0)
            {
                if (_isClosing) return false;
                if (!Monitor.Wait(_lock, _erasures.Rest)) break;
            }

            (_appends, _appendsInHand) = (new PendingAppends(), _appends);
            (_snapshots, _snapshotsInHand) = (_snapshotsInHand, _snapshots);
            return true;
        }
    }

    private void WriteAppends()
    {
        try
        {
            var head = _storedHead;
            _inserts.Begin();
            foreach (var batch in _appendsInHand.Batches)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var stored = batch[i];
                    _inserts.Insert(stored);
                    head = stored.Sequence;
                    if (stored.Erases is { } erasure) _erasures.Expect(erasure);
                }
            }

            _inserts.Commit();
            _storedHead = head;
        }
        catch (Exception e)
        {
            Fail(e);
            return;
        }

        foreach (var batch in _appendsInHand.Batches) Recent.Add(batch);
        _appendsInHand.SetResult();
    }

    /// <summary>Undoes the transaction and fails its appends, and all that rest on them.</summary>
    private void Fail(Exception cause)
    {
        var failure = new EventLogException(Describe(cause), cause);
        _inserts.Rollback();
        PendingAppends later;
        lock (_lock)
        {
            later = _appends;
            _appends = new PendingAppends();
            _acceptedHead = _storedHead;
            _failures++;
        }

        _appendsInHand.SetException(failure);
        if (later.Batches.Count > 0) later.SetException(failure);
    }

    private void Write(PendingSnapshot snapshot)
    {
        try
        {
            lock (_lock)
            {
                if (snapshot.Token != _failures)
                    throw new EventLogException("the snapshot rests on events that could not be stored");
            }

            _inserts.Begin();
            _inserts.InsertSnapshot(snapshot.Head, snapshot.Json);
            _inserts.Commit();
            snapshot.SetResult();
        }
        catch (Exception e)
        {
            _inserts.Rollback();
            snapshot.SetException(e as EventLogException ?? new EventLogException(Describe(e), e));
        }
    }

    private string Describe(Exception cause) => cause switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } when _bytesMax is { } max =>
            $"the disk is full, or the log has reached its limit of {max} bytes",
        SqliteException refusal => $"the log cannot be written: {refusal.Cause}",
        _ => $"the event cannot be stored: {cause.Message}",
    };

    private void Close()
    {
        _checkpoints.Dispose();
        try
        {
            _database.Checkpoint();
        }
        catch (SqliteException)
        {
            // Somebody reads it. The write-ahead log stays for whoever opens the file next; nothing is lost.
        }

        _inserts.Dispose();
        _database.Dispose();
    }

    /// <summary>What will be committed together.</summary>
    private sealed class PendingAppends : TaskCompletionSource
    {
        public List<IReadOnlyList<Event>> Batches { get; } = [];
    }

    private sealed class PendingSnapshot(Sequence head, byte[] json, int token)
        : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Sequence Head => head;

        public byte[] Json => json;

        /// <summary>How many failures there had been when the snapshot was accepted.</summary>
        public int Token => token;
    }
}
