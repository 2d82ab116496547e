using System.Buffers;
using System.Text;

namespace Parley.Irc;

/// <summary>Writes messages as lines of bytes, part by part or whole.</summary>
/// <remarks>
/// <para>
/// Whatever it is given, the framing holds: a word that cannot be one (empty, with a space or a line end, beginning with
/// <c>:</c>) is sent as <c>*</c>, as HELP's replies do it; CR, LF and NUL in a text become spaces; half a surrogate pair becomes
/// U+FFFD.
/// </para>
/// <para>
/// Nothing is cut unless <see cref="TrailingCut"/> is asked for; <see cref="BytesLeft"/> and <see cref="IrcText"/> serve to stay
/// within <see cref="IrcLimits.LineBytesMax"/>. The parts come in the order of the grammar, each call returns the writer, and
/// <see cref="End"/> makes it ready for the next line. Not for two threads at once.
/// </para>
/// </remarks>
/// <exception cref="InvalidOperationException">From any part that comes out of order.</exception>
/// <seealso href="https://modern.ircdocs.horse/#message-format"/>
public sealed class IrcWriter(IBufferWriter<byte> output)
{
    private Part _last;
    private int _bodyBytes;

    private enum Part
    {
        None,
        Tags,
        Source,
        Command,
        LastParameter,
    }

    /// <summary>How many bytes the line may still grow, tags and CR LF not counted; negative when it is too long already.</summary>
    public int BytesLeft => IrcLimits.BodyBytesMax - _bodyBytes;

    /// <summary>The tags; nothing when there are none.</summary>
    public IrcWriter Tags(IrcTags tags)
    {
        Enter(Part.Tags, after: Part.None);
        if (tags.Count > 0) Encoding.UTF8.GetBytes($"@{tags} ", output);
        return this;
    }

    /// <summary>Where the message comes from; nothing when it is null or empty.</summary>
    public IrcWriter Source(string? source)
    {
        Enter(Part.Source, after: Part.Tags);
        if (string.IsNullOrEmpty(source)) return this;

        Append(":");
        Append(source.AsSpan().IndexOfAny(" \r\n\0") < 0 ? source : "*");
        Append(" ");
        return this;
    }

    /// <summary>The command.</summary>
    public IrcWriter Command(string command)
    {
        Enter(Part.Command, after: Part.Source);
        Append(command.StartsWith('@') ? "*" : Word(command));
        return this;
    }

    /// <summary>A numeric and to whom it goes: a nick, or <c>*</c> before there is one.</summary>
    public IrcWriter Command(Numeric numeric, string target) => Command(numeric.Code).Middle(target);

    /// <summary>A parameter that others follow.</summary>
    public IrcWriter Middle(string parameter)
    {
        if (_last != Part.Command) throw OutOfOrder();
        Append(" ");
        Append(Word(parameter));
        return this;
    }

    /// <summary>The last parameter, with <c>:</c> only where it is needed.</summary>
    public IrcWriter Last(string parameter) => WriteLast(Text(parameter), withColon: !IsWord(parameter));

    /// <summary>The last parameter, with <c>:</c> as is customary before text.</summary>
    public IrcWriter Trailing(string text) => WriteLast(Text(text), withColon: true);

    /// <summary>The last parameter, with <c>:</c>, cut after the last whole character that fits into the line.</summary>
    public IrcWriter TrailingCut(string text) => Trailing(IrcText.Cut(Text(text), Math.Max(0, BytesLeft - 2)));

    /// <summary>Ends the line.</summary>
    public void End()
    {
        if (_last < Part.Command) throw OutOfOrder();
        Append("\r\n");
        _bodyBytes = 0;
        _last = Part.None;
    }

    /// <summary>A whole message, with <c>:</c> before the last parameter only where it is needed.</summary>
    public void Write(IrcMessage message) => Write(message, isTrailing: false);

    /// <summary>A whole message, with <c>:</c> before the last parameter, as is customary before text.</summary>
    public void WriteTrailing(IrcMessage message) => Write(message, isTrailing: true);

    private void Write(IrcMessage message, bool isTrailing)
    {
        Tags(message.Tags).Source(message.Source).Command(message.Command);
        var parameters = message.Parameters;
        for (var i = 0; i < parameters.Length - 1; i++) Middle(parameters[i]);
        if (parameters.Length > 0) _ = isTrailing ? Trailing(parameters[^1]) : Last(parameters[^1]);
        End();
    }

    private IrcWriter WriteLast(string parameter, bool withColon)
    {
        if (_last != Part.Command) throw OutOfOrder();
        _last = Part.LastParameter;
        Append(withColon ? " :" : " ");
        Append(parameter);
        return this;
    }

    private static bool IsWord(string text) => text.Length > 0 && text[0] != ':' && text.AsSpan().IndexOfAny(" \r\n\0") < 0;

    private static string Word(string text) => IsWord(text) ? text : "*";

    private static string Text(string text) => text.AsSpan().IndexOfAny("\r\n\0") < 0
        ? text
        : text.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');

    private void Append(ReadOnlySpan<char> text) => _bodyBytes += (int)Encoding.UTF8.GetBytes(text, output);

    private void Enter(Part part, Part after)
    {
        if (_last > after) throw OutOfOrder();
        _last = part;
    }

    private static InvalidOperationException OutOfOrder() => new("The parts of a line come in order: tags, source, command, parameters.");
}
