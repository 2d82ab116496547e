using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Doors;

/// <summary>A listener and a dialect: turns bytes into commands, and what is delivered into bytes. Decides nothing.</summary>
internal abstract partial class Door(DoorContext context, DoorUrl url) : IDoor
{
    /// <summary>How long the last words to a connection may take, before it is cut.</summary>
    private static readonly TimeSpan LingerMax = TimeSpan.FromSeconds(2);

    public DoorUrl Url { get; } = url;

    public abstract string HowToJoin(IPEndPoint at);

    public void ListenOn(ListenOptions listener) => listener.Run(OnConnectedAsync);

    protected DoorContext Context { get; } = context;

    protected NodeLoop Node => Context.Node;

    /// <summary>Serves one connection, which has been let in, to its end.</summary>
    public Task OnConnectedAsync(ConnectionContext connection)
    {
        KeepAlive(connection);
        Log.Connected(Context.Logger, connection.RemoteEndPoint, Url.Scheme);
        return ServeAsync(connection);
    }

    private async Task ServeAsync(ConnectionContext connection)
    {
        var session = CreateSession(Node.NextSession(), connection);
        Node.Open(session);
        Context.Open(session);
        string? reason = null;
        try
        {
            reason = await ReadAsync(session, connection.Transport.Input);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ChannelClosedException)
        {
            // The peer has gone without a word, or the server stops.
        }
        catch (Exception e)
        {
            Log.ConnectionFailed(Context.Logger, connection.ConnectionId, e);
            reason = "internal error";
        }

        Context.Close(session);
        session.IsLeaving = true;
        await EndAsync(session, session.CloseReason ?? reason);
    }

    public virtual byte[] TurnAway(string reason) => Encoding.UTF8.GetBytes($"{Wording.Notice}{reason}\n");

    protected abstract LocalSession CreateSession(SessionId id, ConnectionContext connection);

    /// <summary>Reads until the peer is gone or the session is to be closed.</summary>
    /// <returns>Why it ended, for the others to read; null when there is nothing to say.</returns>
    protected abstract Task<string?> ReadAsync(LocalSession session, PipeReader input);

    /// <summary>Reads what has come, or gives up after a time: then the result is cancelled.</summary>
    protected async ValueTask<ReadResult> ReadWithinAsync(PipeReader input, TimeSpan patience)
    {
        var read = input.ReadAsync();
        if (read.IsCompleted) return await read;
        await using var timer = Context.Time.CreateTimer(_ => input.CancelPendingRead(), null, patience, Timeout.InfiniteTimeSpan);
        return await read;
    }

    private async Task EndAsync(LocalSession session, string? reason)
    {
        try
        {
            await Node.SubmitAsync(session, new Leave(session.Id, reason));
            await session.Ended.WaitAsync(LingerMax, Context.Time);
        }
        catch (TimeoutException)
        {
            session.Connection.Abort(new("It does not read its last words."));
        }
        catch (ChannelClosedException)
        {
            // The loop has ended before this session: the next start ends it in the log.
        }
    }

    private static void KeepAlive(ConnectionContext connection)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connected with {RemoteEndPoint} ({Door})")]
        public static partial void Connected(ILogger logger, EndPoint? remoteEndPoint, string door);

        [LoggerMessage(2, LogLevel.Error, "Serving connection {ConnectionId} failed.")]
        public static partial void ConnectionFailed(ILogger logger, string connectionId, Exception e);
    }
}
