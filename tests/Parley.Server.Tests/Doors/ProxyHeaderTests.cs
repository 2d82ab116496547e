using System.Buffers;
using System.Text;
using Parley.Server.Doors;

namespace Parley.Server.Tests.Doors;

public sealed class ProxyHeaderTests
{
    private static readonly byte[] Signature = [.. "\r\n\r\n\0\r\nQUIT\n"u8];

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n", "192.0.2.1:56324")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:db8::2 1 2\r\n", "[2001:db8::1]:1")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    [InlineData("PROXY UNKNOWN ffff:f::1 ffff:f::2 65535 65535\r\n", null)]
    public void Version_1_is_a_line(string header, string? expected) => AssertTaken(Encoding.ASCII.GetBytes(header), expected);

    [Fact]
    public void Version_2_is_binary()
    {
        byte[] internet = [.. Signature, 0x21, 0x11, 0, 12, 192, 0, 2, 1, 192, 0, 2, 2, 0xdc, 0x04, 1, 0xbb];
        AssertTaken(internet, "192.0.2.1:56324");

        byte[] internet6 = [.. Signature, 0x21, 0x21, 0, 36, 0x20, 1, 0xd, 0xb8, .. new byte[11], 1, 0x20, 1, 0xd, 0xb8, .. new byte[11], 2, 0, 1, 0, 2];
        AssertTaken(internet6, "[2001:db8::1]:1");

        byte[] withMore = [.. Signature, 0x21, 0x11, 0, 16, 192, 0, 2, 1, 192, 0, 2, 2, 0xdc, 0x04, 1, 0xbb, 4, 0, 1, 0];
        AssertTaken(withMore, "192.0.2.1:56324");

        byte[] local = [.. Signature, 0x20, 0, 0, 0];
        AssertTaken(local, null);
    }

    [Theory]
    [InlineData("NICK ann\r\n")]
    [InlineData("PROXY TCP4 nowhere 192.0.2.2 1 2\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 99999 2\r\n")]
    [InlineData("PROXY\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIP\n")]
    public void Anything_else_is_refused(string bytes)
    {
        var input = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(bytes));
        Assert.Throws<InvalidDataException>(() => ProxyHeader.TryTake(ref input, out _));
    }

    [Fact]
    public void One_that_never_ends_is_refused()
    {
        var input = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes("PROXY TCP4 " + new string('1', ProxyHeader.BytesMax)));
        Assert.Throws<InvalidDataException>(() => ProxyHeader.TryTake(ref input, out _));

        input = new ReadOnlySequence<byte>([.. Signature, 0x21, 0x11, 0xff, 0xff]);
        Assert.Throws<InvalidDataException>(() => ProxyHeader.TryTake(ref input, out _));
    }

    /// <summary>The header is taken, whole and no more, once its last byte has come.</summary>
    private static void AssertTaken(byte[] header, string? expected)
    {
        for (var length = 0; length < header.Length; length++)
        {
            var part = new ReadOnlySequence<byte>(header, 0, length);
            Assert.False(ProxyHeader.TryTake(ref part, out _));
            Assert.Equal(length, part.Length);
        }

        var input = new ReadOnlySequence<byte>([.. header, .. "rest"u8]);
        Assert.True(ProxyHeader.TryTake(ref input, out var source));
        Assert.Equal(expected, source?.ToString());
        Assert.Equal("rest", Encoding.ASCII.GetString(input.ToArray()));
    }
}
