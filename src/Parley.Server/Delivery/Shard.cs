using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using Parley.Server.Node;

namespace Parley.Server.Delivery;

/// <summary>Delivers to its share of the local sessions.</summary>
/// <remarks>
/// It owns the outboxes of these sessions and the list of them in each room, which it keeps by following the same events
/// as the world. It has its turn where its scheduler says, one turn at a time: order without locks. In a turn it takes all
/// that has come, up to a limit, before it writes, so what waits for one session leaves in one write. It never waits for a reader: one that
/// falls too far behind is closed.
/// </remarks>
internal sealed partial class Shard : IAsyncDisposable
{
    /// <summary>
    /// How many are told something before it writes, whatever still waits: who is hardly spoken to must not wait for those who are
    /// spoken to all the time. It takes a millisecond or two; with less, what is said to a big, busy room leaves in more writes.
    /// </summary>
    internal const int HearersPerTurnMax = 4_000;

    private static readonly TimeSpan TickPeriod = TimeSpan.FromSeconds(10);

    private readonly PipeScheduler _scheduler;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _wake;
    private readonly ITimer _tick;
    private readonly ConcurrentQueue<Action<Shard>> _mailbox = new();
    private readonly Membership _membership = new();
    private readonly Writes _writes;

    /// <summary>What is being delivered; it goes on before anything else is done.</summary>
    private IEnumerator<Outcome>? _delivery;

    /// <summary>How many have heard something in this turn.</summary>
    private int _heard;
    private (Reply Words, string Reason)? _farewell;
    private TaskCompletionSource? _done;
    private int _sessions;

    /// <summary>1 while a turn is coming or under way.</summary>
    private int _hasTurn;

    public Shard(PipeScheduler scheduler, TimeProvider time, ILogger logger)
    {
        _scheduler = scheduler;
        _time = time;
        _logger = logger;
        _writes = new Writes(time, goOn => Post(_ => goOn()), Fail);

        // With a task, as a turn that is just ending looks for those.
        _wake = time.CreateTimer(_ => Post(static _ => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _tick = time.CreateTimer(_ => Post(static shard => shard.Tick()), null, TickPeriod, TickPeriod);
    }

    /// <summary>Whether it has sessions: else there is nothing to deliver here.</summary>
    public bool IsInUse => Volatile.Read(ref _sessions) > 0;

    /// <summary>Takes on a session: from here on it is written to by this shard alone. From any thread.</summary>
    public void Attach(LocalSession session)
    {
        Interlocked.Increment(ref _sessions);
        Post(shard =>
        {
            shard._membership.Attach(session);
            if (shard._farewell is { } farewell) shard.Close(session, farewell.Words, farewell.Reason);
        });
    }

    /// <summary>Delivers batches, and calls back when that is done. From any thread; batches in the order of the log.</summary>
    public void Deliver(IReadOnlyList<Batch> batches, Action delivered) => Post(shard => shard._delivery = OutcomesOf(batches, delivered));

    /// <summary>Says a last word to every session and asks for its end; nobody sees the others go.</summary>
    public void CloseAll(Reply farewell, string reason) => Post(shard =>
    {
        shard._farewell = (farewell, reason);
        foreach (var session in shard._membership.Sessions) shard.Close(session, farewell, reason);
        shard._membership.ForgetRooms();
    });

    /// <summary>Lets every session look at the server's settings again. From any thread.</summary>
    public void Reload() => Post(shard =>
    {
        foreach (var session in shard._membership.Sessions) shard.Let(session, static session => session.OnReload());
    });

    /// <summary>Lets a session be told when somebody comes and goes, or no longer. Only from within this shard's loop.</summary>
    public void Watch(LocalSession session, Nick nick, bool isWatched)
    {
        if (isWatched) _membership.Watch(session, nick);
        else _membership.Unwatch(session, nick);
    }

    /// <summary>Completes when all that it was given before has been done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _tick.DisposeAsync();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(shard => shard._done = done);
        await done.Task;
        await _wake.DisposeAsync();
    }

    /// <summary>Puts a message into a session's outbox. Only from within this shard's loop.</summary>
    public void Send(LocalSession session, byte[] message)
    {
        if (session.IsEnding) return;
        if (_writes.TryAdd(session, message)) return;

        session.IsEnding = true;
        session.Close($"more than {session.SendQueueBytesMax} bytes waited for it to read");
        session.Connection.Abort(new($"The send queue exceeded {session.SendQueueBytesMax} bytes."));
    }

    private void Post(Action<Shard> task)
    {
        _mailbox.Enqueue(task);
        TakeTurnSoon();
    }

    private void TakeTurnSoon()
    {
        if (Interlocked.Exchange(ref _hasTurn, 1) == 0) _scheduler.Schedule(static shard => ((Shard)shard!).TakeTurn(), this);
    }

    private void TakeTurn()
    {
        _heard = 0;
        while (_heard < HearersPerTurnMax && TryTakeTask(out var task))
        {
            Do(task);
            _heard++;
        }

        var next = _writes.WriteListed();
        if (next > TimeSpan.Zero) WakeAfter(next.Value);
        if (next != TimeSpan.Zero) _done?.TrySetResult();
        Interlocked.Exchange(ref _hasTurn, 0);
        if (next == TimeSpan.Zero || _delivery is not null || !_mailbox.IsEmpty) TakeTurnSoon();
    }

    /// <summary>The next outcome of the delivery under way, or what has come after that.</summary>
    private bool TryTakeTask([MaybeNullWhen(false)] out Action<Shard> task)
    {
        if (_delivery is null) return _mailbox.TryDequeue(out task);
        task = static shard => shard.DeliverNext();
        return true;
    }

    private void WakeAfter(TimeSpan pause) =>
        _wake.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(pause.TotalMilliseconds))), Timeout.InfiniteTimeSpan);

    /// <summary>What fails here is a bug; it must not cost the shard's other sessions their chat.</summary>
    private void Do(Action<Shard> task)
    {
        try
        {
            task(this);
        }
        catch (Exception e)
        {
            Log.TaskFailed(_logger, e);
        }
    }

    private void Tick()
    {
        foreach (var session in _membership.Sessions) Let(session, session => session.OnTick(_time));
    }

    private static IEnumerator<Outcome> OutcomesOf(IReadOnlyList<Batch> batches, Action delivered)
    {
        foreach (var batch in batches)
        {
            foreach (var outcome in batch.Outcomes) yield return outcome;
        }

        delivered();
    }

    private void DeliverNext()
    {
        if (_delivery!.MoveNext()) Deliver(_delivery.Current);
        else _delivery = null;
    }

    private void Deliver(Outcome outcome)
    {
        switch (outcome)
        {
            case CommittedEvent committed:
                DeliverEvent(committed);
                break;
            case CommittedBurst burst:
                DeliverBurst(burst);
                break;
            case PassingSignal passing:
                DeliverSignal(passing);
                break;
            case SessionReply { Session: var session } answer when session.Shard == this:
                if (answer.Reply is { } reply) Reply(session, reply, answer.Context);
                answer.SetAnswered();
                break;
            case SessionEnd { Session: var session } when session.Shard == this:
                End(session);
                break;
        }
    }

    private void TellWatchers(Event happened)
    {
        switch (happened)
        {
            case Arrived arrived:
                Tell(arrived.By, isHere: true);
                break;
            case Quit quit:
                Tell(quit.By, isHere: false);
                break;
            case NickChanged changed when changed.By.Nick != changed.Nick:
                Tell(changed.By, isHere: false);
                Tell(changed.By with { Nick = changed.Nick }, isHere: true);
                break;
        }

        void Tell(Identity who, bool isHere)
        {
            foreach (var session in _membership.WatchersOf(who.Nick)) Let(session, session => session.OnPresence(who, isHere));
        }
    }

    /// <summary>Closes the connections that must not outlive this event: of one who was sent away, or is kept out.</summary>
    private void CloseThose(Event happened)
    {
        switch (happened)
        {
            case Quit quit:
                foreach (var session in _membership.SessionsOf(quit.By.Id)) session.Close(quit.Reason ?? "");
                break;
            case SessionDetached { Reason: { } reason } detached:
                _membership.Find(detached.Session)?.Close(reason);
                break;
            case ServerBanned { Ban.IsAddress: true } banned:
                foreach (var session in _membership.Sessions.Where(session => session.Person != banned.By.Id))
                {
                    if (session.Address is { } address && banned.Ban.Covers(address))
                        Close(session, new BannedFromServer(banned.Ban.Reason), $"Banned ({banned.Ban.Reason})");
                }

                break;
        }
    }

    private void Reply(LocalSession session, Reply reply, object? context)
    {
        try
        {
            session.OnReply(reply, context);
        }
        catch (Exception e)
        {
            Fail(session, e);
        }
    }

    private void Let(LocalSession session, Action<LocalSession> hear)
    {
        try
        {
            hear(session);
        }
        catch (Exception e)
        {
            Fail(session, e);
        }
    }

    /// <summary>A dialect that cannot word something is a bug; it must not cost anybody else their chat.</summary>
    private void Fail(LocalSession session, Exception e)
    {
        Log.DialectFailed(_logger, session.Connection.ConnectionId, e);
        session.Close("internal error");
    }

    private void DeliverEvent(CommittedEvent committed)
    {
        _membership.Before(committed.Event);
        Give(_membership.Audience(committed.Event), committed, static (session, committed) => session.Receive(committed));
        TellWatchers(committed.Event);
        CloseThose(committed.Event);
        _membership.After(committed.Event);
    }

    private void DeliverBurst(CommittedBurst burst) =>
        Give(_membership.Audience(burst.First), burst, static (session, burst) => session.Receive(burst));

    private void DeliverSignal(PassingSignal passing) =>
        Give(_membership.Audience(passing.Signal), passing, static (session, passing) => session.OnSignal(passing));

    private void Give<T>(List<LocalSession> audience, T what, Action<LocalSession, T> give)
    {
        _heard += audience.Count;
        for (var i = 0; i < audience.Count; i++)
        {
            if (i % Cache.Group == 0) PrefetchGroup(audience, i);
            try
            {
                give(audience[i], what);
            }
            catch (Exception e)
            {
                Fail(audience[i], e);
            }
        }
    }

    private static void PrefetchGroup(List<LocalSession> audience, int first)
    {
        var end = Math.Min(first + Cache.Group, audience.Count);
        for (var i = first; i < end; i++) audience[i].PrefetchToGive();
    }

    private void Close(LocalSession session, Reply farewell, string reason)
    {
        Reply(session, farewell, null);
        session.Close(reason);
    }

    private void End(LocalSession session)
    {
        if (_membership.Detach(session)) Interlocked.Decrement(ref _sessions);
        session.IsEnding = true;
        _writes.List(session);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Could not word something for connection {ConnectionId}; closing it.")]
        public static partial void DialectFailed(ILogger logger, string connectionId, Exception e);

        [LoggerMessage(2, LogLevel.Error, "Could not deliver something.")]
        public static partial void TaskFailed(ILogger logger, Exception e);
    }
}
