using System.Net;
using System.Net.Sockets;

namespace Parley.Server.Doors;

/// <summary>What the limits count as one address.</summary>
/// <param name="Network">An address of IPv4, or the /64 of one of IPv6: whoever has one of those has them all.</param>
internal readonly record struct CountedAddress(IPAddress Network)
{
    private const int NetworkBytes = 8;

    /// <summary>As what an address is counted; null for no network.</summary>
    public static CountedAddress? Of(IPAddress? address) => address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => new(address.MapToIPv4()),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new(NetworkOf(address)),
        _ => new(address),
    };

    private static IPAddress NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
