using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Parley.Server.Doors;

/// <summary>What a proxy says of a connection before its first byte: version 1 (text) and 2 (binary).</summary>
/// <seealso href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt"/>
internal static class ProxyHeader
{
    /// <summary>The longest header that is taken: 107 bytes in version 1; in version 2 what a proxy may reasonably add.</summary>
    public const int BytesMax = 1024;

    private const int AddressesAt = 16;
    private const byte LocalCommand = 0x20;
    private const byte ProxyCommand = 0x21;
    private const int Internet = 1;
    private const int Internet6 = 2;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Takes the header off the front of what has come.</summary>
    /// <param name="input">What has come; moved past a whole header.</param>
    /// <param name="source">Who connected to the proxy; null when it speaks for itself or does not know.</param>
    /// <returns>Whether a whole header has come.</returns>
    /// <exception cref="InvalidDataException">This is no such header.</exception>
    public static bool TryTake(ref ReadOnlySequence<byte> input, out IPEndPoint? source)
    {
        source = null;
        var bytes = input.Slice(0, Math.Min(input.Length, BytesMax)).ToArray().AsSpan();
        if (bytes.IsEmpty) return false;

        var length = bytes[0] == Signature[0] ? TakeBinary(bytes, ref source) : TakeText(bytes, ref source);
        if (length == 0)
        {
            if (input.Length >= BytesMax) throw new InvalidDataException("it is too long");
            return false;
        }

        input = input.Slice(length);
        return true;
    }

    // PROXY TCP4 192.0.2.1 192.0.2.2 56324 443
    private static int TakeText(Span<byte> bytes, ref IPEndPoint? source)
    {
        if (!"PROXY "u8.StartsWith(bytes[..Math.Min(bytes.Length, 6)])) throw new InvalidDataException("it does not begin with PROXY");
        var end = bytes.IndexOf("\r\n"u8);
        if (end < 0) return 0;

        source = Encoding.ASCII.GetString(bytes[..end]).Split(' ') switch
        {
            ["PROXY", "UNKNOWN", ..] => null,
            ["PROXY", "TCP4" or "TCP6", var address, _, var port, _]
                when IPAddress.TryParse(address, out var ip) && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                => new IPEndPoint(ip, number),
            _ => throw new InvalidDataException("its line is not as it should be"),
        };
        return end + 2;
    }

    private static int TakeBinary(Span<byte> bytes, ref IPEndPoint? source)
    {
        if (!Signature.StartsWith(bytes[..Math.Min(bytes.Length, Signature.Length)])) throw new InvalidDataException("it does not begin with the signature");
        if (bytes.Length < AddressesAt) return 0;

        var length = AddressesAt + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        if (length > BytesMax) throw new InvalidDataException("it is too long");
        if (bytes.Length < length) return 0;

        var addresses = bytes[AddressesAt..length];
        source = (bytes[12], bytes[13] >> 4) switch
        {
            (LocalCommand, _) => null,
            (ProxyCommand, Internet) when addresses.Length >= 12 => EndPoint(addresses[..4], addresses[8..]),
            (ProxyCommand, Internet6) when addresses.Length >= 36 => EndPoint(addresses[..16], addresses[32..]),
            (ProxyCommand, _) => null,
            _ => throw new InvalidDataException("its version or command is unknown"),
        };
        return length;
    }

    private static IPEndPoint EndPoint(Span<byte> address, Span<byte> port) =>
        new(new IPAddress(address), BinaryPrimitives.ReadUInt16BigEndian(port));
}
