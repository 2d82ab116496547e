using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Parley.Server.Doors.Http;

/// <summary>A WebSocket as a connection of bytes: a message that comes is a line, a line that goes is a message.</summary>
/// <remarks>Two tasks carry the bytes, each from one side to the other. Neither buffers more than <see cref="BufferBytes"/>.</remarks>
internal sealed class WebSocketConnection : DefaultConnectionContext
{
    private const int BufferBytes = 64 * 1024;
    private const int ReceiveBytes = 1024;

    /// <summary>How long the peer may take to close its side too.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private static readonly PipeOptions Buffers =
        new(pauseWriterThreshold: BufferBytes, resumeWriterThreshold: BufferBytes / 2, useSynchronizationContext: false);

    private readonly ConnectionContext _beneath;
    private readonly WebSocket _socket;
    private readonly WebSocketMessageType _type;
    private readonly Pipe _received = new(Buffers);
    private readonly Pipe _toSend = new(Buffers);
    private readonly CancellationTokenSource _aborted = new();

    public WebSocketConnection(ConnectionContext beneath, WebSocket socket, WebSocketMessageType type)
        : base(beneath.ConnectionId)
    {
        _beneath = beneath;
        _socket = socket;
        _type = type;
        Transport = new Duplex(_received.Reader, _toSend.Writer);
    }

    /// <summary>Of the connection beneath, which is the one that is counted for it.</summary>
    public override EndPoint? RemoteEndPoint
    {
        get => _beneath.RemoteEndPoint;
        set => _beneath.RemoteEndPoint = value;
    }

    /// <summary>Carries the bytes until the door is done with this connection, then closes it.</summary>
    public async Task RunAsync(ConnectionDelegate serve)
    {
        var receiving = ReceiveAsync();
        var sending = SendAsync();
        try
        {
            await serve(this);
        }
        finally
        {
            await _toSend.Writer.CompleteAsync();
            await sending;
            await _received.Reader.CompleteAsync();
            _aborted.CancelAfter(CloseTimeout);
            await CloseAsync();
            await receiving;
        }
    }

    public override void Abort(ConnectionAbortedException abortReason) => _aborted.Cancel();

    public override async ValueTask DisposeAsync()
    {
        _aborted.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        var received = _received.Writer;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(received.GetMemory(ReceiveBytes), _aborted.Token);
                if (part.MessageType == WebSocketMessageType.Close) break;
                received.Advance(part.Count);
                if (part.EndOfMessage) received.Write("\n"u8);
                await received.FlushAsync(_aborted.Token);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // To the door that is an end like any other.
        }

        await received.CompleteAsync();
    }

    private async Task SendAsync()
    {
        var toSend = _toSend.Reader;
        try
        {
            while (true)
            {
                var read = await toSend.ReadAsync(_aborted.Token);
                var rest = read.Buffer;
                while (TryTakeLine(ref rest, out var line))
                {
                    await _socket.SendAsync(line.IsSingleSegment ? line.First : line.ToArray(), _type, endOfMessage: true, _aborted.Token);
                }

                toSend.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted) break;
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // Completing the reader tells the shard.
        }

        await toSend.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(rest);
        if (!reader.TryReadTo(out line, "\r\n"u8)) return false;
        rest = reader.UnreadSequence;
        return true;
    }

    private async Task CloseAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _aborted.Token);
        }
        catch (Exception e) when (IsGone(e))
        {
            // It is closed already, which is what was wanted.
        }
    }

    private static bool IsGone(Exception e) => e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
