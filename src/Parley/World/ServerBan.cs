using System.Net;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A mask or an address range that is kept out of the server.</summary>
/// <param name="Mask">A <c>nick!user@host</c> mask, an address, or a range such as <c>192.0.2.0/24</c>.</param>
/// <param name="Reason">What those who are kept out are told.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
/// <param name="Until">When it ends; null for never.</param>
public sealed record ServerBan(string Mask, string Reason, Nick By, DateTimeOffset At, DateTimeOffset? Until)
{
    /// <summary>Whether the mask is an address or a range of them.</summary>
    [JsonIgnore]
    public bool IsAddress => IPNetwork.TryParse(Mask, out _) || IPAddress.TryParse(Mask, out _);

    /// <summary>Whether it covers somebody who comes from this address.</summary>
    public bool Covers(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return IPNetwork.TryParse(Mask, out var range) ? range.Contains(address)
            : IPAddress.TryParse(Mask, out var one) && one.Equals(address);
    }
}
