using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Parley.Irc.Tests;

public sealed class IrcLineReaderTests
{
    private static readonly Gen<string> Pieces = Gen.Frequency(
        (6, Gen.Elements("PING", "@a=b", " ", ":x", "é", "\r\n", "\n", "\r", "\r\r\n", "\0", "@")),
        (1, Gen.Choose(500, 520).Select(length => new string('x', length))),
        (1, Gen.Choose(4090, 4100).Select(length => $"\n@{new string('t', length)}")),
        (1, Gen.Choose(4090, 4100).Select(length => $"\n@{new string('t', length)} {new string('x', length - 3585)}\n")));

    private static readonly Gen<(byte[] Bytes, int[] Cuts)> Streams =
        from pieces in Pieces.ArrayOf()
        let bytes = Encoding.UTF8.GetBytes(string.Concat(pieces))
        from cuts in Gen.Choose(0, bytes.Length).ArrayOf()
        select (bytes, cuts);

    [Fact]
    public void Lines_are_the_same_however_the_bytes_are_cut() => Holds(stream =>
    {
        var expected = Expected(stream.Bytes);
        var pieces = Cut(stream.Bytes, stream.Cuts);

        Assert.Equal(expected, ReadAtOnce([stream.Bytes]));
        Assert.Equal(expected, ReadAtOnce(pieces));
        Assert.Equal(expected, ReadAsItComes(pieces));
        if (stream.Bytes.Length < 1_500) Assert.Equal(expected, ReadAsItComes([.. stream.Bytes.Select(value => (byte[])[value])]));
    });

    [Theory]
    [InlineData("PING a\r\nPING b\nPING c\rPING d\r\n", "PING a|PING b|PING c|PING d")]
    [InlineData("\r\n\n\n\r\rPING\r\n\r\n", "PING")]
    [InlineData("PING a\r\nPIN", "PING a")]
    [InlineData(" \r\n", " ")]
    public void Any_line_end_ends_a_line_and_empty_lines_are_skipped(string text, string lines) =>
        Assert.Equal(lines.Split('|'), ReadAtOnce([Encoding.UTF8.GetBytes(text)])[..^1]);

    [Fact]
    public void What_is_not_a_whole_line_is_left()
    {
        var reader = new IrcLineReader();
        var input = new ReadOnlySequence<byte>("PING a\r\nPI"u8.ToArray());
        Assert.Equal(IrcLineRead.Line, reader.Read(ref input, out _));
        Assert.Equal(IrcLineRead.Nothing, reader.Read(ref input, out _));
        Assert.Equal("PI"u8.ToArray(), input.ToArray());
    }

    // The limits of https://github.com/progval/irctest's testLengthLimits.
    [Theory]
    [InlineData(0, 510, true)]
    [InlineData(0, 511, false)]
    [InlineData(4094, 510, true)]
    [InlineData(4095, 510, false)]
    [InlineData(4095, 509, false)]
    [InlineData(4094, 511, false)]
    [InlineData(1, 511, false)]
    public void Tags_and_the_rest_have_limits_of_their_own(int tagDataBytes, int bodyBytes, bool isRead)
    {
        var tags = tagDataBytes == 0 ? "" : $"@{new string('t', tagDataBytes)} ";
        var line = $"{tags}{new string('x', bodyBytes)}";
        foreach (var end in (string[])["\r\n", "\n"])
        {
            Assert.Equal(
                [isRead ? line : "(too long)", "PING", $"skipped {(isRead ? 0 : line.Length)}"],
                ReadAtOnce([Encoding.UTF8.GetBytes($"{line}{end}PING{end}")]));
        }
    }

    [Fact]
    public void A_client_reads_longer_tags_than_a_server()
    {
        var reader = new IrcLineReader(IrcLimits.ServerTagBytesMax);
        var input = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes($"@{new string('t', 8189)} PING\r\n"));
        Assert.Equal(IrcLineRead.Line, reader.Read(ref input, out _));
    }

    [Fact]
    public void A_flood_without_a_line_end_is_said_once_counted_and_never_kept()
    {
        var reader = new IrcLineReader();
        var flood = new byte[1_000];
        for (var i = 0; i < 100; i++)
        {
            var input = new ReadOnlySequence<byte>(flood);
            Assert.Equal(i == 0 ? IrcLineRead.TooLong : IrcLineRead.Nothing, reader.Read(ref input, out _));
            if (i == 0) Assert.Equal(IrcLineRead.Nothing, reader.Read(ref input, out _));
            Assert.True(input.IsEmpty);
            Assert.Equal(1_000 * (i + 1), reader.SkippedBytes);
        }

        var after = new ReadOnlySequence<byte>("\nPING\n"u8.ToArray());
        Assert.Equal(IrcLineRead.Line, reader.Read(ref after, out var line));
        Assert.Equal("PING"u8.ToArray(), line.ToArray());
    }

    private static void Holds(Action<(byte[] Bytes, int[] Cuts)> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(25), Prop.ForAll(Arb.From(Streams), property));

    private static List<string> Expected(byte[] bytes)
    {
        var lines = new List<string>();
        var skipped = 0;
        var text = Encoding.Latin1.GetString(bytes);
        var pieces = text.Split('\r', '\n');
        for (var i = 0; i < pieces.Length; i++)
        {
            var line = pieces[i];
            var tagBytes = line.StartsWith('@') ? (line + " ").IndexOf(' ') + 1 : 0;
            if (tagBytes > 4096 || line.Length - tagBytes > 510)
            {
                skipped += line.Length;
                lines.Add("(too long)");
            }
            else if (line.Length > 0 && i < pieces.Length - 1)
            {
                lines.Add(line);
            }
        }

        return [.. lines, $"skipped {skipped}"];
    }

    private static byte[][] Cut(byte[] bytes, int[] cuts)
    {
        int[] places = [0, .. cuts.Order(), bytes.Length];
        return [.. places.Zip(places.Skip(1), (from, to) => bytes[from..to])];
    }

    private static List<string> ReadAtOnce(byte[][] pieces)
    {
        var reader = new IrcLineReader();
        var input = Segments.Of(pieces);
        List<string> lines = [.. ReadAll(reader, ref input)];
        return [.. lines, $"skipped {reader.SkippedBytes}"];
    }

    private static List<string> ReadAsItComes(byte[][] pieces)
    {
        var reader = new IrcLineReader();
        var lines = new List<string>();
        var kept = Array.Empty<byte>();
        foreach (var piece in pieces)
        {
            var input = Segments.Of(kept, piece);
            lines.AddRange(ReadAll(reader, ref input));
            kept = input.ToArray();
            Assert.InRange(kept.Length, 0, 4096 + 510);
        }

        return [.. lines, $"skipped {reader.SkippedBytes}"];
    }

    private static List<string> ReadAll(IrcLineReader reader, ref ReadOnlySequence<byte> input)
    {
        var lines = new List<string>();
        while (reader.Read(ref input, out var line) is not IrcLineRead.Nothing and var read)
            lines.Add(read == IrcLineRead.TooLong ? "(too long)" : Encoding.Latin1.GetString(line));
        return lines;
    }
}
