using System.Net;

namespace Parley.Server.Doors;

/// <summary>The machines whose word for a client's address is taken: proxies, and gateways from the web.</summary>
/// <remarks>They have no limits of their own; those whom they bring have. Safe from any thread.</remarks>
internal sealed class Gateways(ServerOptions options)
{
    private volatile IPNetwork[] _trusted = NetworksOf(options);

    /// <summary>The addresses and ranges that the options name.</summary>
    /// <exception cref="OptionsException">One is neither.</exception>
    public static IPNetwork[] NetworksOf(ServerOptions options) => [.. options.TrustedGateways.Select(Parse)];

    /// <summary>Takes others. Whom those before have brought stays as it is.</summary>
    public void Reload(ServerOptions changed) => _trusted = NetworksOf(changed);

    public bool Trusts(IPAddress? address)
    {
        if (address is null) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return Array.Exists(_trusted, network => network.Contains(address));
    }

    private static IPNetwork Parse(string text)
    {
        if (IPAddress.TryParse(text, out var one)) return new IPNetwork(one, one.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var range)
            ? range
            : throw new OptionsException($"trustedGateways: '{text}' is neither an address nor a range such as 10.0.0.0/8");
    }
}
