using System.Buffers.Text;
using System.Globalization;

namespace Parley.Cli.Bench;

/// <summary>What stands in a measuring message: who sent it, which of theirs it is, and when.</summary>
/// <param name="Sender">The sender's number in its room.</param>
/// <param name="Sequence">0 for its first message, then one more for each.</param>
/// <param name="SentAt">A timestamp of this process.</param>
internal readonly record struct BenchMessage(int Sender, long Sequence, long SentAt)
{
    /// <summary>The least a text needs for its mark, in bytes.</summary>
    public const int BytesMin = 64;

    /// <summary>The most that fits into a line of every dialect, in bytes.</summary>
    public const int BytesMax = 350;

    private static ReadOnlySpan<byte> Mark => "<parley-bench "u8;

    /// <summary>The text of such a message.</summary>
    /// <param name="bytes">Its length.</param>
    public string ToText(int bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"<parley-bench {Sender} {Sequence} {SentAt}>").PadRight(bytes, 'x');

    /// <summary>Finds the mark in a line, whatever the dialect wrote around it.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, out BenchMessage message)
    {
        message = default;
        var start = line.IndexOf(Mark);
        if (start < 0) return false;
        var rest = line[(start + Mark.Length)..];
        if (!TryTake(ref rest, ' ', out var sender) || !TryTake(ref rest, ' ', out var sequence) || !TryTake(ref rest, '>', out var sentAt)) return false;
        message = new BenchMessage((int)sender, sequence, sentAt);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, char end, out long number)
    {
        if (!Utf8Parser.TryParse(rest, out number, out var read) || read >= rest.Length || rest[read] != end) return false;
        rest = rest[(read + 1)..];
        return true;
    }
}
