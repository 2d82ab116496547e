namespace Parley.Server.Delivery;

/// <summary>One thing to deliver: an event or a signal to all who may see it, or a reply to one session, or a session's end.</summary>
internal readonly struct Outcome
{
    private Outcome(Rendered? seen, LocalSession? session, Reply? reply, object? context, TaskCompletionSource<Reply?>? asked)
    {
        Seen = seen;
        Session = session;
        Reply = reply;
        Context = context;
        Asked = asked;
    }

    /// <summary>A <see cref="CommittedEvent"/> or a <see cref="PassingSignal"/>.</summary>
    public Rendered? Seen { get; }

    /// <summary>Who gets the reply, or whose end it is.</summary>
    public LocalSession? Session { get; }

    public Reply? Reply { get; }

    /// <summary>What the door has sent along with its request.</summary>
    public object? Context { get; }

    /// <summary>Set when the session's door waits until all this has been given to the session.</summary>
    public TaskCompletionSource<Reply?>? Asked { get; }

    /// <summary>Whether the session is over.</summary>
    public bool IsEnd => Seen is null && Reply is null && Asked is null;

    public static Outcome Of(Event happened, Origin origin) => new(new CommittedEvent(happened, origin), null, null, null, null);

    public static Outcome Of(Signal signal, Origin origin) => new(new PassingSignal(signal, origin), null, null, null, null);

    public static Outcome Of(LocalSession session, Reply? reply, object? context, TaskCompletionSource<Reply?>? asked) =>
        new(null, session, reply, context, asked);

    public static Outcome End(LocalSession session) => new(null, session, null, null, null);
}
