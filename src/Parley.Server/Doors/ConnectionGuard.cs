using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;

namespace Parley.Server.Doors;

/// <summary>Keeps one address from taking more than its share: connections at once, new ones, and commands.</summary>
/// <remarks>
/// The same for every door. This machine's own addresses have no limits unless the options say so, and trusted gateways have
/// none: whom they bring has. Safe from any thread.
/// </remarks>
internal sealed class ConnectionGuard(ServerOptions options, Gateways gateways, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _connections = [];
    private readonly PartitionedRateLimiter<IPAddress> _arrivals = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.ConnectionsPerMinutePerAddressMax,
            TokensPerPeriod = Math.Max(1, options.ConnectionsPerMinutePerAddressMax / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        }));

    /// <summary>Counts a connection in; null, or why it is turned away. One that is let in has to be counted out.</summary>
    public string? Enter(ConnectionContext connection) => Enter(AddressOf(connection));

    private string? Enter(IPAddress? address)
    {
        if (IsFree(address)) return null;
        lock (_lock)
        {
            var count = _connections.GetValueOrDefault(address!);
            if (count >= options.ConnectionsPerAddressMax) return "too many connections from your address";
            using var lease = _arrivals.AttemptAcquire(address!);
            if (!lease.IsAcquired) return "too many new connections from your address; try again in a minute";
            _connections[address!] = count + 1;
            return null;
        }
    }

    /// <summary>Counts a connection out.</summary>
    public void Leave(ConnectionContext connection) => Leave(AddressOf(connection));

    /// <summary>Counts a connection, from here on, for another address than its own; null, or why that one is turned away.</summary>
    public string? Move(ConnectionContext connection, IPAddress address)
    {
        if (Enter(address) is { } turnedAway) return turnedAway;
        Leave(connection);
        connection.RemoteEndPoint = new IPEndPoint(address, 0);
        return null;
    }

    private void Leave(IPAddress? address)
    {
        if (IsFree(address)) return;
        lock (_lock)
        {
            if (_connections.GetValueOrDefault(address!) is var count and > 1) _connections[address!] = count - 1;
            else _connections.Remove(address!);
        }
    }

    /// <summary>Waits until the session may give its next command. Who is too fast is not read from meanwhile.</summary>
    public async ValueTask PaceAsync(LocalSession session)
    {
        if (IsFree(session.Address)) return;

        session.Pace ??= new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.CommandsBurstMax,
            TokensPerPeriod = options.CommandsPerSecondMax,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = false,
        });
        while (session.CloseReason is null)
        {
            session.Pace.TryReplenish();
            using var lease = session.Pace.AttemptAcquire();
            if (lease.IsAcquired) return;
            await Task.Delay(TimeSpan.FromMilliseconds(250), time);
        }
    }

    public void Dispose() => _arrivals.Dispose();

    private static IPAddress? AddressOf(ConnectionContext connection) => (connection.RemoteEndPoint as IPEndPoint)?.Address;

    private bool IsFree(IPAddress? address) =>
        address is null || (IPAddress.IsLoopback(address) && !options.LimitLoopback) || gateways.Trusts(address);
}
