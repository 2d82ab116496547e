using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Parley.Irc;

/// <summary>One message of the protocol: tags, source, command and parameters. Immutable.</summary>
/// <remarks>
/// A trailing parameter is a parameter like any other, so whether there was a <c>:</c> is not kept. Texts may hold any
/// character; <see cref="IrcWriter"/> says what becomes of those that cannot be sent.
/// </remarks>
/// <seealso href="https://modern.ircdocs.horse/#message-format"/>
public sealed class IrcMessage
{
    private static readonly ImmutableArray<(byte[] Bytes, string Name)> Frequent =
        [.. new[] { "PRIVMSG", "PING", "PONG", "TAGMSG", "NOTICE" }.Select(name => (Encoding.ASCII.GetBytes(name), name))];

    /// <summary>A message with these parameters, of which only the last may be empty, hold spaces or begin with <c>:</c>.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="IrcLimits.ParametersMax"/> parameters.</exception>
    public IrcMessage(string command, params ReadOnlySpan<string> parameters)
    {
        if (parameters.Length > IrcLimits.ParametersMax)
            throw new ArgumentException($"More than {IrcLimits.ParametersMax} parameters.", nameof(parameters));

        Command = command;
        Parameters = [.. parameters];
    }

    /// <summary>A reply: the numeric, to whom it goes (<c>*</c> before there is a nick), and what it says.</summary>
    /// <seealso href="https://modern.ircdocs.horse/#numeric-replies"/>
    public IrcMessage(Numeric numeric, string target, params ReadOnlySpan<string> parameters)
        : this(numeric.Code, [target, .. parameters])
    {
    }

    /// <summary>The tags, those meant for clients only among them.</summary>
    public IrcTags Tags { get; init; } = IrcTags.Empty;

    /// <summary>Where the message comes from, without the <c>:</c>; null when it does not say.</summary>
    public string? Source { get; init; }

    /// <summary>The command or numeric as it was written; to be compared without regard to case.</summary>
    public string Command { get; }

    /// <summary>The parameters, at most <see cref="IrcLimits.ParametersMax"/>.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>Reads one line, given without its line end; <paramref name="message"/> is set even when there is a flaw.</summary>
    /// <remarks>
    /// Pure. Tolerant as Modern IRC asks: any number of spaces between the parts, before the source and at the end. Tags
    /// start at the very first byte or are none. From the 15th on, parameters are one, as RFC 2812 has it
    /// (<see href="https://datatracker.ietf.org/doc/html/rfc2812#section-2.3.1"/>).
    /// </remarks>
    public static IrcLineFlaw Parse(ReadOnlySpan<byte> line, out IrcMessage message)
    {
        var rest = line;
        var tags = rest.StartsWith((byte)'@') ? IrcTags.Parse(Encoding.UTF8.GetString(TakeWord(ref rest)[1..])) : IrcTags.Empty;

        rest = rest.TrimStart((byte)' ');
        var source = rest.StartsWith((byte)':') ? TakeWord(ref rest)[1..] : default;
        var command = CommandOf(TakeWord(ref rest));
        var parameters = new InlineArray15<string>();
        var count = TakeParameters(rest, parameters);
        message = new IrcMessage(command, parameters[..count]) { Tags = tags, Source = source.IsEmpty ? null : Encoding.UTF8.GetString(source) };

        return !Utf8.IsValid(line) ? IrcLineFlaw.InvalidUtf8
            : line.Contains((byte)0) ? IrcLineFlaw.Nul
            : command.Length == 0 ? IrcLineFlaw.NoCommand
            : IrcLineFlaw.None;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, out IrcMessage)"/>
    public static IrcLineFlaw Parse(in ReadOnlySequence<byte> line, out IrcMessage message) =>
        line.IsSingleSegment ? Parse(line.FirstSpan, out message) : Parse(line.ToArray(), out message);

    /// <summary>The message as a line with its CR LF; <c>:</c> stands before the last parameter where it is needed.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        new IrcWriter(output).Write(this);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The line that would be sent, without its line end: for logs and tests.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes().AsSpan()[..^2]);

    /// <returns>How many there are.</returns>
    private static int TakeParameters(ReadOnlySpan<byte> rest, Span<string> parameters)
    {
        var count = 0;
        for (rest = rest.TrimStart((byte)' '); !rest.IsEmpty; rest = rest.TrimStart((byte)' '))
        {
            var isLast = rest[0] == ':' || count == IrcLimits.ParametersMax - 1;
            parameters[count++] = Encoding.UTF8.GetString(!isLast ? TakeWord(ref rest) : rest[0] == ':' ? rest[1..] : rest.TrimEnd((byte)' '));
            if (isLast) break;
        }

        return count;
    }

    /// <summary>The command as it is written: without a string of its own where it is one of those that come all the time.</summary>
    private static string CommandOf(ReadOnlySpan<byte> word)
    {
        foreach (var (bytes, name) in Frequent)
        {
            if (word.SequenceEqual(bytes)) return name;
        }

        return Encoding.UTF8.GetString(word);
    }

    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }
}
