using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Transport;

/// <summary>Kestrel's own sockets, for what the <see cref="EpollTransport"/> does not carry; they leave the <see cref="DescriptorReserve"/> alone.</summary>
internal sealed partial class SparingTransport(SocketTransportFactory sockets, ILogger<SparingTransport> logger, TimeProvider time)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken), logger, time);

    private sealed class Listener(IConnectionListener listener, ILogger logger, TimeProvider time) : IConnectionListener
    {
        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var connection = await listener.AcceptAsync(cancellationToken);
                if (connection is null || !IsOfReserve(connection)) return connection;

                await connection.DisposeAsync();
                Log.CannotAccept(logger, EndPoint);
                await Task.Delay(DescriptorReserve.BreathingSpace, time, cancellationToken);
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => listener.DisposeAsync();

        private static bool IsOfReserve(ConnectionContext connection) =>
            connection.Features.Get<IConnectionSocketFeature>() is { Socket: var socket } && (nuint)socket.Handle >= DescriptorReserve.First();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Nobody can come in at {EndPoint} for the moment: too many files are open.")]
        public static partial void CannotAccept(ILogger logger, EndPoint endPoint);
    }
}
