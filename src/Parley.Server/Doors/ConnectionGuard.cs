using System.Net;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;

namespace Parley.Server.Doors;

/// <summary>Keeps one address from taking more than its share: connections at once, new ones, and commands.</summary>
/// <remarks>
/// The same for every door. This machine's own addresses have no limits unless the options say so, and trusted gateways have
/// none: whom they bring has. Safe from any thread.
/// </remarks>
internal sealed class ConnectionGuard(ServerOptions options, Gateways gateways, TimeProvider time)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Dictionary<CountedAddress, int> _connections = [];
    private ServerOptions _options = options;
    private TokenBuckets<CountedAddress> _arrivals = Arrivals(options, time);

    /// <summary>Takes other limits. Those who are in stay in; new connections are counted from nothing.</summary>
    public void Reload(ServerOptions changed)
    {
        lock (_lock)
        {
            _options = changed;
            _arrivals = Arrivals(changed, time);
        }
    }

    /// <summary>
    /// Counts a connection for its address before anything is done with it, a TLS handshake or a request included, and until all has been
    /// done. Who is one too many is turned away.
    /// </summary>
    public ConnectionDelegate Before(ConnectionDelegate next, IDoor door) => async connection =>
    {
        if (Enter(AddressOf(connection)) is { } turnedAway)
        {
            // Whoever awaits a handshake could not read it.
            if (!door.Url.IsSecure) await Output.Of(connection).WriteAsync(door.TurnAway(turnedAway));
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(AddressOf(connection));
        }
    };

    /// <summary>Counts a connection, from here on, for another address than its own; null, or why that one is turned away.</summary>
    public string? Move(ConnectionContext connection, IPAddress address)
    {
        var before = AddressOf(connection);
        if (address.Equals(before)) return null;
        if (Enter(address) is { } turnedAway) return turnedAway;
        connection.RemoteEndPoint = new IPEndPoint(address, 0);
        Leave(before);
        return null;
    }

    private string? Enter(IPAddress? address)
    {
        if (CountedAddress.Of(address) is not { } counted) return null;
        lock (_lock)
        {
            var count = _connections.GetValueOrDefault(counted);
            if (!IsFree(address))
            {
                if (count >= _options.ConnectionsPerAddressMax) return "too many connections from your address";
                if (!_arrivals.TryTake(counted)) return "too many new connections from your address; try again in a minute";
            }

            _connections[counted] = count + 1;
            return null;
        }
    }

    private void Leave(IPAddress? address)
    {
        if (CountedAddress.Of(address) is not { } counted) return;
        lock (_lock)
        {
            if (_connections.GetValueOrDefault(counted) is var count and > 1) _connections[counted] = count - 1;
            else _connections.Remove(counted);
        }
    }

    /// <summary>Waits until the session may give its next command. Who is too fast is not read from meanwhile.</summary>
    public ValueTask PaceAsync(LocalSession session) => MayGoOn(session) ? default : PaceLaterAsync(session);

    private async ValueTask PaceLaterAsync(LocalSession session)
    {
        do await Task.Delay(LookAgainAfter, time);
        while (!MayGoOn(session));
    }

    private bool MayGoOn(LocalSession session)
    {
        if (session.CloseReason is not null || IsFree(session.Address)) return true;

        var limits = Volatile.Read(ref _options);
        if (session.Pace is null || session.Pace.Limit != limits.CommandsBurstMax || session.Pace.PerSecond != limits.CommandsPerSecondMax)
            session.Pace = new TokenBucket(limits.CommandsBurstMax, limits.CommandsPerSecondMax, time);
        return session.Pace.TryTake();
    }

    /// <summary>The address when limits hold for it; null otherwise.</summary>
    public IPAddress? Limited(IPAddress? address) => IsFree(address) ? null : address;

    private static TokenBuckets<CountedAddress> Arrivals(ServerOptions limits, TimeProvider time) =>
        new(limits.ConnectionsPerMinutePerAddressMax, limits.ConnectionsPerMinutePerAddressMax / 60.0, time);

    private static IPAddress? AddressOf(ConnectionContext connection) => (connection.RemoteEndPoint as IPEndPoint)?.Address;

    private bool IsFree(IPAddress? address) =>
        address is null || (IPAddress.IsLoopback(address) && !Volatile.Read(ref _options).LimitLoopback) || gateways.Trusts(address);
}
