using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Parley.Server.Tests.Transport;

/// <summary>Connections that are a pair of pipes instead of a socket: all of the server runs, only the wire is not there.</summary>
internal sealed class MemoryTransport : IConnectionListenerFactory
{
    /// <summary>What a peer that does not read leaves in "the network": as little as a socket's buffers would hold.</summary>
    private static readonly PipeOptions Buffers = new(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false);

    private readonly ConcurrentDictionary<int, Listener> _listeners = new();
    private int _lastConnection;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = new Listener((IPEndPoint)endpoint);
        _listeners[listener.Port] = listener;
        return new(listener);
    }

    /// <summary>Connects to the door with this port, from an address; the result is the client's side.</summary>
    public MemoryConnection Connect(int port, IPAddress from)
    {
        var toServer = new Pipe(Buffers);
        var toClient = new Pipe(Buffers);
        var connection = new MemoryConnection($"memory-{Interlocked.Increment(ref _lastConnection)}", from, toServer, toClient);
        _listeners[port].Accept(connection.ServerSide);
        return connection;
    }

    private sealed class Listener(IPEndPoint endPoint) : IConnectionListener
    {
        private readonly Channel<ConnectionContext> _waiting = Channel.CreateUnbounded<ConnectionContext>();

        public int Port => endPoint.Port;

        public EndPoint EndPoint => endPoint;

        public void Accept(ConnectionContext connection) => _waiting.Writer.TryWrite(connection);

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await _waiting.Reader.WaitToReadAsync(cancellationToken) && _waiting.Reader.TryRead(out var connection) ? connection : null;

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _waiting.Writer.TryComplete();
            return default;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
