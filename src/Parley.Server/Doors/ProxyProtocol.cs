using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Doors;

/// <summary>Lets a trusted proxy say whose connection it hands on, on the doors with the option <c>proxy=on</c>.</summary>
/// <remarks>
/// On such a door every connection has to begin with the header and to come from a trusted gateway; any other is closed, as
/// it could claim any address.
/// </remarks>
internal sealed partial class ProxyProtocol(Gateways gateways, TimeProvider time, ILogger<Door> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads the header, then goes on with the connection as if it came from where the header says.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        if (!gateways.Trusts((connection.RemoteEndPoint as IPEndPoint)?.Address))
        {
            Log.NotTrusted(logger, connection.RemoteEndPoint);
            return;
        }

        try
        {
            if (await ReadAsync(connection) is { } source) connection.RemoteEndPoint = source;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or OperationCanceledException)
        {
            Log.NoHeader(logger, connection.RemoteEndPoint, e.Message);
            return;
        }

        await next(connection);
    };

    private async Task<IPEndPoint?> ReadAsync(ConnectionContext connection)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(patience.Token);
            var rest = read.Buffer;
            if (ProxyHeader.TryTake(ref rest, out var source))
            {
                input.AdvanceTo(rest.Start);
                return source;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) throw new InvalidDataException("the connection ended");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "Closed a connection from {RemoteEndPoint}: it is no trusted gateway, and the door has proxy=on.")]
        public static partial void NotTrusted(ILogger logger, EndPoint? remoteEndPoint);

        [LoggerMessage(11, LogLevel.Warning, "Closed a connection from {RemoteEndPoint}: it sent no PROXY header: {Why}.")]
        public static partial void NoHeader(ILogger logger, EndPoint? remoteEndPoint, string why);
    }
}
