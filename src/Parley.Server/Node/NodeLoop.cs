using System.IO.Pipelines;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Server.Delivery;

namespace Parley.Server.Node;

/// <summary>The loop that owns the world: it decides what waits, has it stored, and lets it be delivered.</summary>
/// <remarks>
/// <para>Two tasks. One takes all that waits as a batch, decides it on the world as it will be after the batches before
/// it, and hands its events to the log. The other waits until a batch is stored and gives it to the shards, strictly in
/// order. So while one batch is being stored the next is decided.</para>
/// <para>Neither has a thread of its own. What waits is decided by the thread that read it, when that has nothing else to do, or four
/// milliseconds later: the more is decided together, the less often something is stored. What is stored is given on by the thread that
/// stored it. One at a time, so the world needs no lock.</para>
/// <para>When a batch cannot be stored, it and all that was decided after it did not happen: those who asked are told,
/// and the world is built again from the log. An <em>epoch</em> is the world's life from one such loss to the next.</para>
/// </remarks>
internal sealed partial class NodeLoop : IDisposable
{
    /// <summary>The number of this node. There is one, until nodes share a log.</summary>
    public const int NodeNumber = 0;

    private const int InboxMax = 4096;
    private const int RequestsPerBatchMax = 1024;
    private const int BatchesInFlightMax = 16;

    private static readonly TimeSpan OwedRetryAfter = TimeSpan.FromSeconds(5);

    private readonly IEventLog _log;
    private readonly Shards _shards;
    private readonly WorldRules _rules;
    private readonly TimeProvider _time;
    private readonly StorageOutage _outage;
    private readonly ILogger _logger;
    private readonly Channel<Request> _inbox = Channel.CreateBounded<Request>(new BoundedChannelOptions(InboxMax) { SingleReader = true });
    private readonly Channel<Batch> _inFlight = Channel.CreateBounded<Batch>(new BoundedChannelOptions(BatchesInFlightMax) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _owedTimer;

    private World _world;
    private int _epoch;
    private long _lastSession;

    /// <summary>How many requests the last batch held.</summary>
    private int _expected;

    /// <summary>Where the newest snapshot was taken; that of the log at the start, so that a server that crashes again and again does not fall behind.</summary>
    private Sequence _snapshotAt;

    /// <summary>What was lost but has to happen: the delivering task fills it, the deciding one empties it between epochs.</summary>
    private readonly List<Request> _lostOwed = [];

    /// <summary>What was on its way unharmed when an epoch was lost. Filled and emptied as <see cref="_lostOwed"/>.</summary>
    private readonly List<Request> _unharmed = [];

    /// <summary>What still has to happen, when the timer says so. Only for the deciding task.</summary>
    private readonly List<Request> _owed = [];

    /// <summary>What the next batch begins with. Only for the deciding task.</summary>
    private readonly List<Request> _again = [];

    /// <summary>The epoch in which a batch was lost; the deciding task sees it and starts the next.</summary>
    private volatile int _lostEpoch = -1;

    private volatile bool _isOwedDue;

    /// <summary>1 while somebody decides, or will soon.</summary>
    private int _isDeciding;

    /// <summary>Where it is decided now. Only for who decides.</summary>
    private PipeScheduler _scheduler = PipeScheduler.ThreadPool;

    private Task _keepingSnapshot = Task.CompletedTask;
    private Task _running = Task.CompletedTask;

    public NodeLoop(IEventLog log, Shards shards, WorldRules rules, TimeProvider time, StorageOutage outage, ILogger<NodeLoop> logger)
    {
        _log = log;
        _shards = shards;
        _rules = rules;
        _time = time;
        _outage = outage;
        _logger = logger;
        _world = new World(rules);
        _owedTimer = time.CreateTimer(_ => { _isOwedDue = true; Poke(); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes when the loop has ended; faults if it failed, and then the process has nothing left to do.</summary>
    public Task Completion => _running;

    /// <summary>Builds the world from the log, ends the sessions that a crash left in it, and starts.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _world = await LoadAsync(cancellationToken);
        _lastSession = _world.People.LastSessionOf(NodeNumber);
        _running = Task.WhenAll(_decided.Task, DeliverAsync());
        await SubmitAsync(new EndSessionsOfNode(NodeNumber, _lastSession));
    }

    /// <summary>Takes no more requests, finishes those that wait, and keeps a snapshot.</summary>
    public async Task StopAsync()
    {
        _inbox.Writer.TryComplete();
        DecideSoon(null);
        await _running;
        await _keepingSnapshot;
        if (_lostEpoch != _epoch) await KeepSnapshotAsync(_world.TakeSnapshot());
    }

    public void Dispose() => _owedTimer.Dispose();

    /// <summary>A number that no session has had that the world knows of, alive or not ended yet since the last run.</summary>
    public SessionId NextSession() => new(NodeNumber, Interlocked.Increment(ref _lastSession));

    /// <summary>Takes on a session, before anything else is done with it.</summary>
    public void Open(LocalSession session) => _shards.Attach(session);

    /// <summary>Puts a command in its place in the order; its outcome comes to the session through its shard.</summary>
    /// <remarks>Waits while too much waits already: then the caller does not read on from its connection.</remarks>
    /// <param name="session">The session that asks.</param>
    /// <param name="command">What it asks.</param>
    /// <param name="context">Comes back with the reply.</param>
    public ValueTask SubmitAsync(LocalSession session, Command command, object? context = null) =>
        EnqueueAsync(new Request(session, command, null, context));

    /// <summary>Puts a door's own reply in its place among the others.</summary>
    public ValueTask ReplyAsync(LocalSession session, Reply reply, object? context = null) =>
        EnqueueAsync(new Request(session, null, reply, context));

    /// <summary>As <see cref="SubmitAsync(LocalSession, Command, object?)"/>, and waits until the session has been given the outcome.</summary>
    /// <returns>The reply, which the session has been given too. Who waits goes on where the session's work is done.</returns>
    public async ValueTask<Reply?> AskAsync(LocalSession session, Command command, object? context = null)
    {
        var asked = new TaskCompletionSource<Reply?>();
        await EnqueueAsync(new Request(session, command, null, context, asked));
        return await asked.Task;
    }

    /// <summary>Puts a command of the node's own in the order; nobody is told what becomes of it.</summary>
    public ValueTask SubmitAsync(Command command) => EnqueueAsync(new Request(null, command));

    /// <summary>Looks at the world for the node itself; see <see cref="Query"/> for what may be done there.</summary>
    public async Task<T> LookAsync<T>(Func<World, T> read)
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SubmitAsync(new Query(default, (world, _) =>
        {
            seen.TrySetResult(read(world));
            return null;
        }));
        return await seen.Task;
    }

    /// <summary>Makes the loop look around although nobody asks for anything.</summary>
    private void Poke()
    {
        _inbox.Writer.TryWrite(default);
        DecideSoon(null);
    }

    private ValueTask EnqueueAsync(in Request request)
    {
        if (!_inbox.Writer.TryWrite(request)) return EnqueueLaterAsync(request);
        DecideSoon(request.Session);
        return default;
    }

    /// <summary>By the time that there is room, nobody may be deciding any more.</summary>
    private async ValueTask EnqueueLaterAsync(Request request)
    {
        await _inbox.Writer.WriteAsync(request);
        DecideSoon(request.Session);
    }

    private void DecideSoon(LocalSession? asking)
    {
        if (Interlocked.Exchange(ref _isDeciding, 1) == 1) return;
        _scheduler = asking?.DecidingScheduler ?? PipeScheduler.ThreadPool;
        ScheduleDeciding();
    }

    private void ScheduleDeciding() => _scheduler.Schedule(static node => _ = ((NodeLoop)node!).DecideAsync(), this);

    /// <summary>Decides what waits; what is more than a batch has to come again, after what else that thread has to do.</summary>
    private async Task DecideAsync()
    {
        try
        {
            if (_inbox.Reader.TryPeek(out _))
            {
                if (_lostEpoch == _epoch) await StartNextEpochAsync();
                await _inFlight.Writer.WriteAsync(await DecideBatchAsync());
            }
            else if (IsOver)
            {
                _inFlight.Writer.TryComplete();
                _decided.TrySetResult();
            }

            if (HasWork)
            {
                ScheduleDeciding();
                return;
            }

            // Who writes after this sees that nobody decides, and who wrote before it is seen here.
            Interlocked.Exchange(ref _isDeciding, 0);
            if (HasWork && Interlocked.Exchange(ref _isDeciding, 1) == 0) ScheduleDeciding();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>Ends both tasks: what one of them cannot do any more the other cannot do alone.</summary>
    private void Fail(Exception e)
    {
        if (!_decided.TrySetException(e)) return;
        Log.LoopFailed(_logger, e);
        _inbox.Writer.TryComplete(e);
        _inFlight.Writer.TryComplete();
    }

    /// <summary>Whether there is something to decide, or nothing any more but nobody has been told.</summary>
    private bool HasWork => _inbox.Reader.TryPeek(out _) || (IsOver && !_decided.Task.IsCompleted);

    private bool IsOver => _inbox.Reader.Completion.IsCompleted;

    private async ValueTask<Batch> DecideBatchAsync()
    {
        var batch = new Batch(_epoch, _expected);
        try
        {
            using var turn = await _log.TakeTurnAsync(_world.Head, CancellationToken.None);
            foreach (var missed in turn.Missed)
            {
                _world.Evolve(missed);
                batch.AddMissed(missed);
            }

            DecideAll(_again, batch);
            if (_isOwedDue)
            {
                // Alone, so that nothing that is too much to be stored takes it along.
                _isOwedDue = false;
                DecideAll(_owed, batch);
            }
            else
            {
                DecideWaiting(batch);
            }

            if (batch.Events.Count > 0) batch.Stored = turn.AppendAsync(batch.Events);
        }
        catch (EventLogException e)
        {
            while (batch.Count < RequestsPerBatchMax && _inbox.Reader.TryRead(out var request)) batch.AddUndecided(request);
            batch.Stored = Task.FromException(e);
        }

        _expected = batch.Count;
        if (_world.Head.Value - _snapshotAt.Value >= _log.EventsPerSnapshot)
        {
            batch.Snapshot = _world.TakeSnapshot();
            _snapshotAt = _world.Head;
        }

        return batch;
    }

    private void DecideWaiting(Batch batch)
    {
        while (batch.Count < RequestsPerBatchMax && _inbox.Reader.TryRead(out var request))
        {
            if (request != default) Decide(request, batch);
        }
    }

    private void DecideAll(List<Request> requests, Batch batch)
    {
        foreach (var request in requests) Decide(request, batch);
        requests.Clear();
    }

    private void Decide(in Request request, Batch batch)
    {
        if (request.Command is not { } command)
        {
            batch.Add(request, request.Reply!);
            return;
        }

        Decision decision;
        try
        {
            decision = _world.Decide(command, _time.GetUtcNow());
        }
        catch (Exception e)
        {
            // Deciding changes nothing, so a bug in it costs this one command.
            Log.DecideFailed(_logger, command.GetType().Name, e);
            decision = new InternalError();
        }

        foreach (var decided in decision.Events) _world.Evolve(decided);
        batch.Add(request, decision);
    }

    private async Task DeliverAsync()
    {
        try
        {
            await DeliverAllAsync();
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    private async Task DeliverAllAsync()
    {
        await foreach (var batch in _inFlight.Reader.ReadAllAsync())
        {
            try
            {
                if (batch.Epoch == _lostEpoch) throw new EventLogException("what came before it could not be stored");
                await batch.Stored;
            }
            catch (EventLogException e)
            {
                var owed = batch.Lost.Where(request => request.IsOwed).ToList();
                _outage.OnFailed(batch.Epoch == _lostEpoch ? null : e.Message, batch.Lost.Count - owed.Count);
                _lostOwed.AddRange(owed.Select(request => request with { Session = null }));
                _unharmed.AddRange(batch.Unharmed);
                _lostEpoch = batch.Epoch;
                await _shards.DeliverAsync(batch.Refused(e.Message));
                batch.Settled?.TrySetResult();
                Poke();
                continue;
            }

            if (batch.Events.Count > 0) _outage.OnStored();
            var together = StoredWith(batch);
            await _shards.DeliverAsync(together);
            foreach (var delivered in together)
            {
                // When the last one is still being written, this one is left out.
                if (delivered.Snapshot is { } snapshot && _keepingSnapshot.IsCompleted) _keepingSnapshot = Task.Run(() => KeepSnapshotAsync(snapshot));
            }
        }
    }

    /// <summary>A stored batch and those behind it that were stored with it: together they are one write for each socket.</summary>
    private List<Batch> StoredWith(Batch first)
    {
        var together = new List<Batch> { first };
        var requests = first.Count;
        while (_inFlight.Reader.TryPeek(out var next) && next.Stored.IsCompletedSuccessfully && requests + next.Count <= RequestsPerBatchMax)
        {
            _inFlight.Reader.TryRead(out _);
            together.Add(next);
            requests += next.Count;
        }

        return together;
    }

    /// <summary>Waits until nothing of the lost epoch is on its way, and builds the world again from the log.</summary>
    private async Task StartNextEpochAsync()
    {
        var last = new Batch(_epoch) { Settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        await _inFlight.Writer.WriteAsync(last);
        await last.Settled.Task;

        _world = await LoadAsync(CancellationToken.None);
        _epoch++;
        var isOwedTimed = _owed.Count > 0;
        _owed.AddRange(_lostOwed);
        _lostOwed.Clear();
        _again.AddRange(_unharmed);
        _unharmed.Clear();
        Log.WorldRebuilt(_logger, _world.Head);
        if (_owed.Count > 0 && !isOwedTimed) _owedTimer.Change(OwedRetryAfter, Timeout.InfiniteTimeSpan);
    }

    private async Task<World> LoadAsync(CancellationToken cancellationToken)
    {
        var snapshot = await _log.ReadSnapshotAsync(cancellationToken);
        var world = snapshot is null ? new World(_rules) : World.Restore(snapshot, _rules);
        _snapshotAt = world.Head;
        await foreach (var stored in _log.ReadAsync(world.Head, cancellationToken)) world.Evolve(stored);
        return world;
    }

    private async Task KeepSnapshotAsync(WorldSnapshot snapshot)
    {
        try
        {
            await _log.WriteSnapshotAsync(snapshot, CancellationToken.None);
        }
        catch (EventLogException e)
        {
            Log.SnapshotFailed(_logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The world is again what the log says, up to event {Head}.")]
        public static partial void WorldRebuilt(ILogger logger, Sequence head);

        [LoggerMessage(2, LogLevel.Warning, "Could not keep a snapshot: {Why}. The next start takes longer.")]
        public static partial void SnapshotFailed(ILogger logger, string why);

        [LoggerMessage(3, LogLevel.Error, "Deciding {Command} failed.")]
        public static partial void DecideFailed(ILogger logger, string command, Exception e);

        [LoggerMessage(4, LogLevel.Critical, "The node's loop failed. Nothing can be decided any more.")]
        public static partial void LoopFailed(ILogger logger, Exception e);
    }
}
