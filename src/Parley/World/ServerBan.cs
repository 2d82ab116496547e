using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A mask or an address range that is kept out of the server.</summary>
/// <param name="Mask">
/// A <c>nick!user@host</c> mask, an address, or a range such as <c>192.0.2.0/24</c>; as <see cref="Normalize"/> writes it.
/// </param>
/// <param name="Reason">What those who are kept out are told.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
/// <param name="Until">When it ends; null for never.</param>
public sealed record ServerBan(string Mask, string Reason, Nick By, DateTimeOffset At, DateTimeOffset? Until)
{
    private readonly IPNetwork? _range = RangeOf(Mask);

    /// <summary>Whether the mask is an address or a range of them.</summary>
    [JsonIgnore]
    public bool IsAddress => _range is not null;

    /// <summary>Whether it covers somebody who comes from this address.</summary>
    public bool Covers(IPAddress address) => _range is { } range && range.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>The one form of what operators write; null when it means nothing, or everybody.</summary>
    internal static string? Normalize(string text)
    {
        if (RangeOf(text) is { } range) return range.PrefixLength == BitsOf(range.BaseAddress) ? $"{range.BaseAddress}" : $"{range}";
        if (text.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 && AddressOf(text[..slash]) is not null) return null;
        return Parley.Mask.Normalize(text) is { } mask and not "*!*@*" ? mask : null;
    }

    /// <summary>The addresses that a text stands for, IPv4 ones as such; null when it stands for none.</summary>
    private static IPNetwork? RangeOf(string text)
    {
        if (AddressOf(text) is { } one) return RangeOf(one, BitsOf(one));
        return IsWrittenAsAddress(text) && IPNetwork.TryParse(text, out var range) ? RangeOf(range.BaseAddress, range.PrefixLength) : null;
    }

    private static IPNetwork RangeOf(IPAddress address, int bits) =>
        address.IsIPv4MappedToIPv6 && bits >= 96 ? new IPNetwork(address.MapToIPv4(), bits - 96) : new IPNetwork(address, bits);

    private static IPAddress? AddressOf(string text) =>
        IsWrittenAsAddress(text) && IPAddress.TryParse(text, out var address) ? address : null;

    // To the framework a number alone is an address too, but people may be called so.
    private static bool IsWrittenAsAddress(string text) => text.AsSpan().ContainsAny('.', ':');

    private static int BitsOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
}
