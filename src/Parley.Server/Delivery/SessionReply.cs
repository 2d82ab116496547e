namespace Parley.Server.Delivery;

/// <summary>What one session is answered, in its place among what it sees.</summary>
/// <param name="session">Who gets it.</param>
/// <param name="reply">The reply; null when somebody only waits for what came of the request.</param>
/// <param name="context">What the door has sent along with its request.</param>
/// <param name="asked">Set when the session's door waits until all this has been given to the session.</param>
internal sealed class SessionReply(LocalSession session, Reply? reply, object? context, TaskCompletionSource<Reply?>? asked) : Outcome
{
    public LocalSession Session => session;

    public Reply? Reply => reply;

    public object? Context => context;

    /// <summary>Lets the door go on that waits for it, if one does, where the session's work is done.</summary>
    public void SetAnswered()
    {
        if (asked is not null) session.Scheduler.Schedule(static answer => ((SessionReply)answer!).Complete(), this);
    }

    private void Complete() => asked!.TrySetResult(reply);
}
