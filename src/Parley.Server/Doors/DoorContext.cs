using System.Net;
using Microsoft.Extensions.Logging;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Doors;

/// <summary>What all doors of a server share.</summary>
internal sealed partial class DoorContext(NodeLoop node, IEventLog log, ServerOptions options, TimeProvider time, ILogger<Door> logger)
{
    private long _lastSession;

    public NodeLoop Node { get; } = node;

    /// <summary>For reading history; doors append nothing.</summary>
    public IEventLog History { get; } = log;

    public ServerOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    /// <summary>Tells the operator who came in.</summary>
    public void Arrived(LocalSession session, Welcome welcome) =>
        Log.NicknameIs(Logger, welcome.Who.Nick.Value, session.Connection.RemoteEndPoint);

    /// <summary>A number that no session of this run has had.</summary>
    public SessionId NextSessionId() => new(NodeLoop.NodeNumber, Interlocked.Increment(ref _lastSession));

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Information, "Nickname is {Nickname} ({RemoteEndPoint})")]
        public static partial void NicknameIs(ILogger logger, string nickname, EndPoint? remoteEndPoint);
    }
}
