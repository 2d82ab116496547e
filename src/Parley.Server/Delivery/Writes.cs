namespace Parley.Server.Delivery;

/// <summary>The sessions of one shard to which something is to be written.</summary>
/// <remarks>
/// <para>Fair: a turn has so many writes, and who has had none for a while is first. So who is hardly spoken to does not wait until all of
/// a big, busy room have been written to, and what comes meanwhile for those of that room is in the same write. In a
/// round everybody who has something gets one write; what comes for them after it is for the next round.</para>
/// <para>Never waits: a session whose connection is full, or whose dialect wants a pause between two writes, comes back when it
/// can go on. Only for the shard's turn.</para>
/// </remarks>
/// <param name="time">The shard's clock.</param>
/// <param name="continueInTurn">Does something in a later turn of the shard; from any thread.</param>
/// <param name="onFailed">What is done about a session to which writing failed.</param>
internal sealed class Writes(TimeProvider time, Action<Action> continueInTurn, Action<LocalSession, Exception> onFailed)
{
    /// <summary>One takes 5 to 15 µs.</summary>
    private const int WritesPerTurnMax = 64;

    private readonly OutboxStore _store = new();

    /// <summary>Listed in this turn, and not written to in this round.</summary>
    private readonly Queue<LocalSession> _fresh = new();
    private Queue<LocalSession> _thisRound = new();
    private Queue<LocalSession> _nextRound = new();
    private long _round = 1;
    private readonly PriorityQueue<LocalSession, long> _paused = new();

    /// <summary>Puts a message into a session's outbox; false when too much waits there.</summary>
    public bool TryAdd(LocalSession session, byte[] message)
    {
        if (session.Outbox.Add(message, _store))
        {
            List(session);
            return true;
        }

        session.Outbox.Clear(_store);
        return false;
    }

    /// <summary>Looks at a session again: whether there is something to write, or it has ended.</summary>
    public void List(LocalSession session)
    {
        if (session.IsListed) return;
        session.IsListed = true;
        (session.WrittenInRound == _round ? _nextRound : _fresh).Enqueue(session);
    }

    /// <summary>Does a turn's writes.</summary>
    /// <returns>How long until there is more to write: zero when there is now, null when it is not known.</returns>
    public TimeSpan? WriteListed()
    {
        ListRested();
        WriteTo(_fresh);
        WriteTo(_thisRound);
        while (_fresh.TryDequeue(out var late)) _thisRound.Enqueue(late);
        if (_thisRound.Count == 0)
        {
            (_thisRound, _nextRound) = (_nextRound, _thisRound);
            _round++;
        }

        if (_thisRound.Count > 0) return TimeSpan.Zero;
        if (!_paused.TryPeek(out _, out var due)) return null;

        // It may have ended while others were written to.
        var pause = time.GetElapsedTime(time.GetTimestamp(), due);
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    private void WriteTo(Queue<LocalSession> sessions)
    {
        for (var writes = 0; writes < WritesPerTurnMax && sessions.Count > 0; writes++)
        {
            if (writes % Cache.Group == 0) PrefetchGroup(sessions);
            var session = sessions.Dequeue();
            session.IsListed = false;
            session.WrittenInRound = _round;
            try
            {
                Write(session);
            }
            catch (Exception e)
            {
                onFailed(session, e);
            }
        }
    }

    private static void PrefetchGroup(Queue<LocalSession> sessions)
    {
        var left = Cache.Group;
        foreach (var session in sessions)
        {
            session.PrefetchToWrite();
            if (--left == 0) return;
        }
    }

    /// <summary>Lists the sessions whose pause between two writes is over.</summary>
    private void ListRested()
    {
        if (_paused.Count == 0) return;
        var now = time.GetTimestamp();
        while (_paused.TryPeek(out var session, out var due) && due <= now)
        {
            _paused.Dequeue();
            session.Outbox.IsWriting = false;
            List(session);
        }
    }

    private void Write(LocalSession session)
    {
        var outbox = session.Outbox;
        if (outbox.IsWriting) return;
        if (outbox.IsEmpty)
        {
            if (session.IsEnding) session.SetEnded();
            return;
        }

        if (IsTooSoon(session)) return;

        var write = outbox.WriteAsync(_store);
        if (write.IsCompletedSuccessfully) Written(session, write.Result);
        else
        {
            outbox.IsWriting = true;
            _ = AwaitWriteAsync(session, write);
        }
    }

    /// <summary>Whether the last write is so recent that the next has to wait.</summary>
    private bool IsTooSoon(LocalSession session)
    {
        var outbox = session.Outbox;
        if (outbox.Framing.Pause == TimeSpan.Zero) return false;

        var now = time.GetTimestamp();
        var due = outbox.WrittenAt + (long)(outbox.Framing.Pause.TotalSeconds * time.TimestampFrequency);
        if (due is null || due <= now)
        {
            outbox.WrittenAt = now;
            return false;
        }

        outbox.IsWriting = true;
        _paused.Enqueue(session, due.Value);
        return true;
    }

    private async Task AwaitWriteAsync(LocalSession session, ValueTask<bool> write)
    {
        var isOpen = await write.ConfigureAwait(false);
        continueInTurn(() =>
        {
            session.Outbox.IsWriting = false;
            Written(session, isOpen);
        });
    }

    private void Written(LocalSession session, bool isOpen)
    {
        session.OnWritten(isOpen);
        if (!isOpen) session.Outbox.Clear(_store);
        if (!session.Outbox.IsEmpty || session.IsEnding) List(session);
    }
}
