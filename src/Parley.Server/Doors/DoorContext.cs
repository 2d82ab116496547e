using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Parley.Server.Delivery;
using Parley.Server.Doors.Accounts;
using Parley.Server.History;
using Parley.Server.Node;

namespace Parley.Server.Doors;

/// <summary>What all doors of a server share.</summary>
internal sealed partial class DoorContext(
    NodeLoop node, IEventLog log, MessageFinder finder, ServerOptions options, ConnectionGuard guard, AccountDesk accounts, Gateways gateways, TimeProvider time, Cloak cloak, ILogger<Door> logger)
{
    private ServerOptions _options = options;
    private readonly ConcurrentDictionary<SessionId, LocalSession> _sessions = new();
    private int _strangers;

    public NodeLoop Node { get; } = node;

    /// <summary>For reading history; doors append nothing.</summary>
    public IEventLog History { get; } = log;

    /// <summary>For searching it.</summary>
    public MessageFinder Finder { get; } = finder;

    /// <summary>How the server is set up; another instance after a reload.</summary>
    public ServerOptions Options
    {
        get => Volatile.Read(ref _options);
        set
        {
            Volatile.Write(ref _options, value);
            Gateways.Reload(value);
            Guard.Reload(value);
            Accounts.Gate.Reload(value);
        }
    }

    /// <summary>Keeps one address from taking more than its share.</summary>
    public ConnectionGuard Guard { get; } = guard;

    /// <summary>Whose word for a client's address is taken.</summary>
    public Gateways Gateways { get; } = gateways;

    /// <summary>Somebody who may has asked for a reload.</summary>
    public event Action? ReloadRequested;

    /// <summary>Asks whoever holds the settings to read them again.</summary>
    public void RequestReload() => ReloadRequested?.Invoke();

    /// <summary>Does what people want about their accounts.</summary>
    public AccountDesk Accounts { get; } = accounts;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    /// <summary>When this server was started.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>What a session asks the world for first: to be somebody.</summary>
    public Arrive Arrive(LocalSession session, string? nick, NickFallback fallback, string user) =>
        new(session.Id, nick, fallback) { User = user, Host = Cloak.Of(session.Address), Address = session.Address };

    /// <summary>Hides addresses from other people.</summary>
    public Cloak Cloak { get; } = cloak;

    /// <summary>Tells the operator who came in.</summary>
    public void Arrived(LocalSession session, Welcome welcome)
    {
        IsKnown(session);
        Log.NicknameIs(Logger, welcome.Who.Nick.Value, session.Connection.RemoteEndPoint);
    }

    /// <summary>How many connections have not said who they are, through all doors.</summary>
    public int Strangers => Volatile.Read(ref _strangers);

    /// <summary>The session of this number, if its connection is open at this server.</summary>
    public LocalSession? Find(SessionId session) => _sessions.GetValueOrDefault(session);

    /// <summary>A connection has come, of a stranger so far.</summary>
    public void Open(LocalSession session)
    {
        _sessions[session.Id] = session;
        Interlocked.Increment(ref _strangers);
    }

    /// <summary>A connection is read no more, whether anybody has arrived through it or not.</summary>
    public void Close(LocalSession session)
    {
        _sessions.TryRemove(session.Id, out _);
        IsKnown(session);
    }

    private void IsKnown(LocalSession session)
    {
        if (session.TrySetKnown()) Interlocked.Decrement(ref _strangers);
    }

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Information, "Nickname is {Nickname} ({RemoteEndPoint})")]
        public static partial void NicknameIs(ILogger logger, string nickname, EndPoint? remoteEndPoint);
    }
}
