namespace Parley.Server.Delivery;

/// <summary>The sessions of one shard to which something is to be written.</summary>
/// <remarks>
/// Never waits: a session whose connection is full, or whose dialect wants a pause between two writes, comes back when it can go on.
/// Only for the shard's turn.
/// </remarks>
/// <param name="time">The shard's clock.</param>
/// <param name="continueInTurn">Does something in a later turn of the shard; from any thread.</param>
/// <param name="onFailed">What is done about a session to which writing failed.</param>
internal sealed class Writes(TimeProvider time, Action<Action> continueInTurn, Action<LocalSession, Exception> onFailed)
{
    private readonly OutboxStore _store = new();
    private readonly List<LocalSession> _listed = [];
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
        _listed.Add(session);
    }

    /// <summary>Gives every connection that can take something one write.</summary>
    /// <returns>How long until the next pause is over; null when there is none.</returns>
    public TimeSpan? WriteListed()
    {
        ListRested();

        // A write that fails at once may list a session again; it is met in the same pass.
        for (var i = 0; i < _listed.Count; i++)
        {
            var session = _listed[i];
            session.IsListed = false;
            try
            {
                Write(session);
            }
            catch (Exception e)
            {
                onFailed(session, e);
            }
        }

        _listed.Clear();
        return _paused.TryPeek(out _, out var due) ? time.GetElapsedTime(time.GetTimestamp(), due) : null;
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
