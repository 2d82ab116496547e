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
            var reader = new SequenceReader<byte>(input);
            var isWhole = reader.TryReadToAny(out ReadOnlySequence<byte> found, "\r\n"u8);
            if (!isWhole) found = input;

            var wasSkipping = _skipping;
            if (wasSkipping || IsTooLong(found))
            {
                SkippedBytes += found.Length;
                _skipping = !isWhole;
                input = isWhole ? reader.UnreadSequence : input.Slice(input.End);
                if (!wasSkipping) return IrcLineRead.TooLong;
                continue;
            }

            if (!isWhole) break;

            input = reader.UnreadSequence;
            if (found.IsEmpty) continue;

            line = found;
            return IrcLineRead.Line;
        }

        return IrcLineRead.Nothing;
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
