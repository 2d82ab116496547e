namespace Parley.Server.Delivery;

/// <summary>One thing to deliver: an event to all who may see it, or a reply to one session, or a session's end.</summary>
internal readonly struct Outcome
{
    private Outcome(CommittedEvent? happened, LocalSession? session, Reply? reply, object? context, TaskCompletionSource<Reply?>? asked)
    {
        Event = happened;
        Session = session;
        Reply = reply;
        Context = context;
        Asked = asked;
    }

    public CommittedEvent? Event { get; }

    /// <summary>Who gets the reply, or whose end it is.</summary>
    public LocalSession? Session { get; }

    public Reply? Reply { get; }

    /// <summary>What the door has sent along with its request.</summary>
    public object? Context { get; }

    /// <summary>Set when the session's door waits until all this has been given to the session.</summary>
    public TaskCompletionSource<Reply?>? Asked { get; }

    /// <summary>Whether the session is over.</summary>
    public bool IsEnd => Event is null && Reply is null && Asked is null;

    public static Outcome Of(Event happened) => new(new CommittedEvent(happened), null, null, null, null);

    public static Outcome Of(LocalSession session, Reply? reply, object? context, TaskCompletionSource<Reply?>? asked) =>
        new(null, session, reply, context, asked);

    public static Outcome End(LocalSession session) => new(null, session, null, null, null);
}
