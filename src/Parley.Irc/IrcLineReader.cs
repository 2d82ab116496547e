using System.Buffers;

namespace Parley.Irc;

/// <summary>What <see cref="IrcLineReader.Read"/> has found.</summary>
public enum IrcLineRead
{
    /// <summary>No whole line: more bytes are needed.</summary>
    Nothing,

    /// <summary>A line that is not empty.</summary>
    Line,

    /// <summary>A line beyond the limits, said once for each; a server answers ERR_INPUTTOOLONG (417).</summary>
    TooLong,
}

/// <summary>Finds the lines in what one connection sends.</summary>
/// <remarks>
/// <para>
/// LF, CR LF and also a lone CR end a line: a CR that stayed inside would end the line for whoever is sent it. Empty lines are
/// skipped (<see href="https://modern.ircdocs.horse/#compatibility-with-incorrect-software"/>).
/// </para>
/// <para>
/// A line may have <see cref="IrcLimits.BodyBytesMax"/> bytes after its tags and the one space that ends them. More than that is
/// dropped as it comes, to the end of the line, so what is left in the caller's buffer never exceeds one line.
/// One reader for each connection; not for two threads at once.
/// </para>
/// </remarks>
/// <param name="tagBytesMax">
/// The longest tags with their <c>@</c> and space; <see cref="IrcLimits.ServerTagBytesMax"/> for what a server sends.
/// </param>
public sealed class IrcLineReader(int tagBytesMax = IrcLimits.ClientTagBytesMax)
{
    private bool _skipping;

    /// <summary>How many bytes of too long lines have been dropped on this connection, line ends not counted.</summary>
    public long SkippedBytes { get; private set; }

    /// <summary>Takes the next line off the front of <paramref name="input"/>.</summary>
    /// <param name="input">What has come and was not taken yet. What is left there is to be given again with what follows.</param>
    /// <param name="line">The line without its end; lives as long as the memory under <paramref name="input"/>.</param>
    public IrcLineRead Read(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte> line)
    {
        line = default;
        while (!input.IsEmpty)
        {
            var end = EndOf(input);
            var found = end < 0 ? input : input.Slice(0, end);
            var rest = end < 0 ? input.Slice(input.End) : input.Slice(end + 1);

            var wasSkipping = _skipping;
            if (wasSkipping || IsTooLong(found))
            {
                SkippedBytes += found.Length;
                _skipping = end < 0;
                input = rest;
                if (!wasSkipping) return IrcLineRead.TooLong;
                continue;
            }

            if (end < 0) break;

            input = rest;
            if (found.IsEmpty) continue;

            line = found;
            return IrcLineRead.Line;
        }

        return IrcLineRead.Nothing;
    }

    /// <summary>Where the first line ends; -1 when it does not end yet.</summary>
    private static long EndOf(in ReadOnlySequence<byte> input)
    {
        // Nearly always it is all in one piece.
        var end = input.FirstSpan.IndexOfAny((byte)'\r', (byte)'\n');
        if (end >= 0 || input.IsSingleSegment) return end;

        var reader = new SequenceReader<byte>(input);
        return reader.TryAdvanceToAny("\r\n"u8, advancePastDelimiter: false) ? reader.Consumed : -1;
    }

    private bool IsTooLong(in ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(line);
        if (!reader.IsNext((byte)'@')) return line.Length > IrcLimits.BodyBytesMax;

        return reader.TryAdvanceTo((byte)' ')
            ? reader.Consumed > tagBytesMax || reader.Remaining > IrcLimits.BodyBytesMax
            : line.Length >= tagBytesMax;
    }
}
