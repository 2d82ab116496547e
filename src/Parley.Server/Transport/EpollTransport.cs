using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Transport;

/// <summary>Serves the doors of plain TCP on Linux with a few threads that read and write the sockets themselves.</summary>
/// <remarks>
/// docs/decisions/0009-plain-tcp-over-epoll.md says what for. Kestrel opens and closes the listeners as it does its own; everything
/// else than plain TCP stays with it.
/// </remarks>
internal sealed class EpollTransport(ILogger<EpollTransport> logger, TimeProvider time) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    /// <summary>Reading is the smaller part of the work: a loop for every two processors keeps up, and finds more to read at once.</summary>
    private static readonly int LoopCount = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly Lazy<EventLoop[]> _loops = new(() => [.. Enumerable.Range(0, LoopCount).Select(number => new EventLoop($"sockets {number}"))]);

    public bool CanBind(EndPoint endpoint) => endpoint is PlainTcpEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(new EpollListener((PlainTcpEndPoint)endpoint, _loops.Value, time, logger));

    public void Dispose()
    {
        if (!_loops.IsValueCreated) return;
        foreach (var loop in _loops.Value) loop.Dispose();
    }
}
