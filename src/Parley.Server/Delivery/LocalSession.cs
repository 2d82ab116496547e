using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Parley.Server.Delivery;

/// <summary>A session whose connection is at this node, as its shard and its door see it.</summary>
/// <remarks>
/// The door reads its connection; only the shard writes to it and calls what begins with <c>On</c>, one
/// at a time and in order.
/// </remarks>
internal abstract class LocalSession(SessionId id, ConnectionContext connection, Framing framing, int sendQueueBytesMax)
{
    /// <summary>How many events are kept while something older is shown; with more the session is closed.</summary>
    private const int HeldMax = 10_000;

    private TaskCompletionSource? _ended;
    private string? _closeReason;
    private DevicePlace? _device;
    private DevicePlace? _followed;
    private List<CommittedEvent>? _held;
    private long _readAt;
    private int _isKnown;
    private bool _isLeaving;

    public SessionId Id { get; } = id;

    public ConnectionContext Connection { get; } = connection;

    /// <summary>Where the connection comes from; null when it is no network.</summary>
    public IPAddress? Address => (Connection.RemoteEndPoint as IPEndPoint)?.Address;

    /// <summary>Whether nobody on the way can read along.</summary>
    public bool IsSecure => Connection.Features.Get<ITlsHandshakeFeature>() is not null;

    public Outbox Outbox { get; } = new(Output.Of(connection), framing, sendQueueBytesMax);

    /// <summary>Where the work for this session is done: on the thread that reads its connection, if there is one.</summary>
    public PipeScheduler Scheduler { get; } = (connection as IDirectConnection)?.Scheduler ?? PipeScheduler.ThreadPool;

    /// <summary>Where it is decided what it asks: there too, but together with what else comes.</summary>
    public PipeScheduler DecidingScheduler => (Connection as IDirectConnection)?.IdleScheduler ?? PipeScheduler.ThreadPool;

    /// <summary>The most that may wait for this connection, in bytes.</summary>
    public int SendQueueBytesMax { get; } = sendQueueBytesMax;

    /// <summary>Who this session speaks for; null until they have arrived. Set by the shard.</summary>
    public PersonId? Person { get; set; }

    /// <summary>The rooms its person is in. Only for the shard.</summary>
    public List<RoomId> Rooms { get; } = [];

    /// <summary>Those whom this session watches. Only for the shard.</summary>
    public ImmutableArray<Nick> Watches { get; set; } = [];

    /// <summary>Whether it is told more of those whom it watches than that they come and go. Only for the shard.</summary>
    public bool IsWatchingClosely { get; protected set; }

    /// <summary>The shard that owns this session. Set once, before anything is delivered.</summary>
    public Shard Shard { get; set; } = null!;

    /// <summary>Limits how fast it is read; null until it is needed. Only for its door.</summary>
    public TokenBucket? Pace { get; set; }

    /// <summary>When something was last read from it, as a timestamp of the server's clock. Set by its door.</summary>
    public long ReadAt
    {
        get => Volatile.Read(ref _readAt);
        set => Volatile.Write(ref _readAt, value);
    }

    /// <summary>The last event this session was given, so that it gets one event once. Only for the shard.</summary>
    public Sequence LastSeen { get; set; }

    /// <summary>Why the server wants this session closed; null while it does not.</summary>
    public string? CloseReason => Volatile.Read(ref _closeReason);

    /// <summary>Whether nothing more will be added for this session; what waits is still written. Only for the shard.</summary>
    public bool IsEnding
    {
        get;
        set
        {
            field = value;

            // Where writes are apart, they have to stay so.
            if (value && Connection is IDirectConnection direct && Outbox.Framing.Pause == TimeSpan.Zero) direct.Output.ExpectEnd();
        }
    }

    /// <summary>Whether the shard has this session on its list of those to write to. Only for the shard.</summary>
    public bool IsListed { get; set; }

    /// <summary>The round of its shard's <see cref="Writes"/> in which it was last written to. Only for these.</summary>
    public long WrittenInRound { get; set; }

    /// <summary>Whether its door says goodbye for it: then it knows why. Set by its door.</summary>
    public bool IsLeaving
    {
        get => Volatile.Read(ref _isLeaving);
        set => Volatile.Write(ref _isLeaving, value);
    }

    /// <summary>Complete when the shard has written its last to this session. Who waits goes on where the session's work is done.</summary>
    public Task Ended => Ending.Task;

    /// <summary>The device that its owner has named, and how far that is; null when none was. Set by its door before it asks to log in.</summary>
    public DevicePlace? Device
    {
        get => Volatile.Read(ref _device);
        set => Volatile.Write(ref _device, value);
    }

    /// <summary>Prefetches what giving it something takes (<see cref="Cache"/>). Only for the shard.</summary>
    public virtual void PrefetchToGive()
    {
        PrefetchOwn();
        Outbox.PrefetchToAdd();
    }

    /// <summary>Prefetches what writing to it takes (<see cref="Cache"/>). Only for the shard.</summary>
    public void PrefetchToWrite()
    {
        PrefetchOwn();
        Outbox.PrefetchToWrite();
    }

    /// <summary>Gives this session an event that it may see, or keeps it until what came before has been shown. Only for the shard.</summary>
    public void Receive(CommittedEvent committed)
    {
        if (_held is { } held)
        {
            if (held.Count < HeldMax) held.Add(committed);
            else Close($"more than {HeldMax} events happened before it had been shown what it had missed");
            return;
        }

        OnEvent(committed);
        if (DeviceAfter(committed) is var device && device != _followed)
        {
            _followed = device;
            device?.TakeOver();
        }

        // What the device has missed comes first; until then it is no further than it was.
        if (committed.Event is SessionAttached attached && attached.Session == Id && device?.SentUpTo is not null) Hold();
        else OnGiven(committed.Event);
    }

    /// <summary>As <see cref="Receive(CommittedEvent)"/>, for several messages at once. Only for the shard.</summary>
    public void Receive(CommittedBurst burst)
    {
        if (_held is null)
        {
            OnBurst(burst);
            OnGiven(burst.Last);
            return;
        }

        foreach (var message in burst.Messages) Receive(message);
    }

    /// <summary>What was taken out of the outbox last has been written, or the connection is gone. Only for the shard.</summary>
    public void OnWritten(bool isOpen)
    {
        if (isOpen) _followed?.OnWritten(Outbox);
        else _followed = null;
    }

    /// <summary>Keeps all that happens from here on until <see cref="Release"/>: something older is to be shown first. Only from its shard.</summary>
    protected void Hold() => _held ??= [];

    /// <summary>Whether it asks for history itself, so that nothing is to be shown to it that it did not ask for.</summary>
    public virtual bool AsksForHistory => false;

    /// <summary>Ends <see cref="Hold"/>: what was kept is given now.</summary>
    protected void Release()
    {
        if (_held is not { } held) return;
        _held = null;
        foreach (var committed in held) Receive(committed);
    }

    /// <summary>The device has been given this event, now or with what it had missed. Only from its shard.</summary>
    protected void OnGiven(Event given)
    {
        if (!HoldsBack) _followed?.OnGiven(given.Sequence, Outbox);
    }

    /// <summary>Whether something that was shown is not in the outbox yet. Only for the shard.</summary>
    protected virtual bool HoldsBack => false;

    /// <summary>The device that is followed after this event: from when the session speaks for its owner until it does so no longer.</summary>
    private DevicePlace? DeviceAfter(CommittedEvent committed) => committed.Event switch
    {
        Arrived arrived when arrived.Session == Id => Device,
        SessionAttached attached when attached.Session == Id => Device,
        LoggedIn loggedIn when loggedIn.By.Id == Person => ReferenceEquals(committed.Origin.Session, this) ? Device : _followed,
        LoggedOut loggedOut when loggedOut.By.Id == Person => null,
        _ => _followed,
    };

    /// <summary>An event that this session may see.</summary>
    public abstract void OnEvent(CommittedEvent committed);

    /// <summary>Several messages that this session may see, for dialects in which they can be one piece.</summary>
    public virtual void OnBurst(CommittedBurst burst)
    {
        foreach (var message in burst.Messages) OnEvent(message);
    }

    /// <summary>A signal that this session may see. Not every dialect has words for it.</summary>
    public virtual void OnSignal(PassingSignal passing)
    {
    }

    /// <summary>The reply to something this session asked.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="context">What the door sent along when it asked.</param>
    public abstract void OnReply(Reply reply, object? context);

    /// <summary>Some seconds have passed. Only from the shard.</summary>
    /// <param name="time">The server's clock.</param>
    public virtual void OnTick(TimeProvider time)
    {
    }

    /// <summary>The server's settings may have changed. Only from the shard.</summary>
    public virtual void OnReload()
    {
    }

    /// <summary>Somebody whom this session watches has come or gone. Only from the shard.</summary>
    public virtual void OnPresence(Identity who, bool isHere)
    {
    }

    /// <summary>Asks for the session's end: its door stops reading and says goodbye to the world. From any thread.</summary>
    /// <param name="reason">Why, for the others and the log. The first reason counts.</param>
    public void Close(string reason)
    {
        Interlocked.CompareExchange(ref _closeReason, reason, null);
        Connection.Transport.Input.CancelPendingRead();
    }

    /// <summary>Puts a message into the outbox. Only from the shard.</summary>
    protected void Send(byte[] message)
    {
        if (message.Length > 0) Shard.Send(this, message);
    }

    /// <summary>Says that this session is no stranger any more; true the first time. From any thread.</summary>
    public bool TrySetKnown() => Interlocked.Exchange(ref _isKnown, 1) == 0;

    /// <summary>Says that nothing more will be written. Only from the shard.</summary>
    public void SetEnded() => Scheduler.Schedule(static ending => ((TaskCompletionSource)ending!).TrySetResult(), Ending);

    private void PrefetchOwn()
    {
        Cache.Prefetch(in _held);
        Cache.Prefetch(in _isKnown);
    }

    /// <summary>Made when somebody waits for the end, or when it comes.</summary>
    private TaskCompletionSource Ending =>
        LazyInitializer.EnsureInitialized(ref _ended, static () => new());
}
