using System.Net;
using System.Security.Cryptography;

namespace Parley.Server.Doors;

/// <summary>Turns addresses into names that others may see: the same for the same address, and no way back.</summary>
/// <remarks>
/// A keyed hash of the whole address and one of its network (/24, or /64 for IPv6), so that a mask can cover either:
/// <c>k7pw2ma4.qx3vt6bz.ip</c>. Safe from any thread.
/// </remarks>
/// <param name="key">Secret and kept, so that masks go on to fit after a restart; null to show addresses as they are.</param>
internal sealed class Cloak(byte[]? key)
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int KeyBytes = 32;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int PartLength = 8;

    /// <summary>What others see instead of the address.</summary>
    public string Of(IPAddress? address)
    {
        if (address is null) return "nowhere";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return "localhost";

        // A line's parameter must not begin with a colon.
        if (key is null) return address.ToString() is [':', ..] text ? $"0{text}" : address.ToString();

        var bytes = address.GetAddressBytes();
        return $"{Hash(key, bytes)}.{Hash(key, bytes.AsSpan(0, bytes.Length == 4 ? 3 : 8))}.ip";
    }

    private static string Hash(byte[] key, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, hash);
        Span<char> letters = stackalloc char[PartLength];
        for (var i = 0; i < PartLength; i++) letters[i] = Letters[hash[i] % Letters.Length];
        return letters.ToString();
    }
}
