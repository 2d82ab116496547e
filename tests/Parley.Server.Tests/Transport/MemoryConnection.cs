using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Parley.Server.Tests.Transport;

/// <summary>One connection in memory, with a side for the server and a side for the test.</summary>
internal sealed class MemoryConnection
{
    private readonly Pipe _toServer;
    private readonly Pipe _toClient;

    public MemoryConnection(string id, IPAddress from, Pipe toServer, Pipe toClient)
    {
        _toServer = toServer;
        _toClient = toClient;
        ServerSide = new Context(id, from, toServer, toClient);
    }

    public ConnectionContext ServerSide { get; }

    /// <summary>What the server has sent.</summary>
    public PipeReader Input => _toClient.Reader;

    /// <summary>What the server will read.</summary>
    public PipeWriter Output => _toServer.Writer;

    /// <summary>Ends the client's side as a closed socket does.</summary>
    public async Task CloseAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await _toClient.Reader.CompleteAsync();
    }

    /// <summary>Ends the connection as a reset does.</summary>
    public async Task ResetAsync()
    {
        await _toServer.Writer.CompleteAsync(new ConnectionResetException("reset by the test"));
        await _toClient.Reader.CompleteAsync(new ConnectionResetException("reset by the test"));
    }

    private sealed class Context : DefaultConnectionContext
    {
        private readonly Pipe _toServer;
        private readonly Pipe _toClient;

        public Context(string id, IPAddress from, Pipe toServer, Pipe toClient)
            : base(id, new DuplexPipe(toServer.Reader, toClient.Writer), new DuplexPipe(toClient.Reader, toServer.Writer))
        {
            _toServer = toServer;
            _toClient = toClient;
            RemoteEndPoint = new IPEndPoint(from, 40_000);
        }

        public override void Abort(ConnectionAbortedException abortReason)
        {
            _toServer.Writer.Complete(abortReason);
            _toClient.Reader.CancelPendingRead();
            _toClient.Writer.Complete(abortReason);
        }

        public override async ValueTask DisposeAsync()
        {
            await _toServer.Reader.CompleteAsync();
            await _toClient.Writer.CompleteAsync();
            await base.DisposeAsync();
        }
    }

    private sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
