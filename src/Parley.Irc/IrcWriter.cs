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
    private bool _hasTags;
    private int _bodyBytes;

    /// <summary>The person who was written last, and their bytes: often one does several things in a row.</summary>
    private (string Nick, string User, string Host) _person;
    private readonly ArrayBufferWriter<byte> _personBytes = new();

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
        Enter(Part.Tags, after: Part.Tags);
        if (tags.Count == 0) return this;
        foreach (var (key, value) in tags) Tag(key, value);
        return this;
    }

    /// <summary>One tag, after those that were written before; that there is only one with this key is the caller's to see to.</summary>
    /// <exception cref="ArgumentException">The key is empty or holds what cannot stand in a key.</exception>
    public IrcWriter Tag(string key, ReadOnlySpan<char> value)
    {
        if (!IrcTags.IsKey(key)) throw new ArgumentException($"'{key}' cannot be a tag's key.", nameof(key));

        Enter(Part.Tags, after: Part.Tags);
        Put(_hasTags ? ";" : "@");
        Put(key);
        _hasTags = true;
        if (value.IsEmpty) return this;
        Put("=");
        Put(IrcTags.Escape(value));
        return this;
    }

    /// <summary>Where the message comes from; nothing when it is null or empty.</summary>
    public IrcWriter Source(string? source)
    {
        EndTags(Part.Source);
        if (string.IsNullOrEmpty(source)) return this;

        Append(":");
        Append(SourcePart(source));
        Append(" ");
        return this;
    }

    /// <summary>A person as where the message comes from: <c>nick!user@host</c>.</summary>
    public IrcWriter Source(string nick, string user, string host)
    {
        EndTags(Part.Source);
        if (_person != (nick, user, host))
        {
            _personBytes.ResetWrittenCount();
            foreach (var part in (ReadOnlySpan<string>)[":", SourcePart(nick), "!", SourcePart(user), "@", SourcePart(host), " "]) Put(part, _personBytes);
            _person = (nick, user, host);
        }

        output.Write(_personBytes.WrittenSpan);
        _bodyBytes += _personBytes.WrittenCount;
        return this;
    }

    /// <summary>The command.</summary>
    public IrcWriter Command(string command)
    {
        EndTags(Part.Command);
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
    public IrcWriter Trailing(ReadOnlySpan<char> text) => WriteLast(Text(text), withColon: true);

    /// <summary>The last parameter, with <c>:</c>, cut after the last whole character that fits into the line.</summary>
    public IrcWriter TrailingCut(ReadOnlySpan<char> text) => Trailing(IrcText.Cut(Text(text), Math.Max(0, BytesLeft - 2)));

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

    private IrcWriter WriteLast(ReadOnlySpan<char> parameter, bool withColon)
    {
        if (_last != Part.Command) throw OutOfOrder();
        _last = Part.LastParameter;
        Append(withColon ? " :" : " ");
        Append(parameter);
        return this;
    }

    private static bool IsWord(string text) => text.Length > 0 && text[0] != ':' && text.AsSpan().IndexOfAny(" \r\n\0") < 0;

    private static string Word(string text) => IsWord(text) ? text : "*";

    private static string SourcePart(string text) => text.AsSpan().IndexOfAny(" \r\n\0") < 0 ? text : "*";

    private static ReadOnlySpan<char> Text(ReadOnlySpan<char> text) => text.IndexOfAny("\r\n\0") < 0
        ? text
        : text.ToString().Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');

    private void Append(ReadOnlySpan<char> text) => _bodyBytes += Put(text, output);

    private void Put(ReadOnlySpan<char> text) => Put(text, output);

    private static int Put(ReadOnlySpan<char> text, IBufferWriter<byte> to)
    {
        var bytes = Encoding.UTF8.GetBytes(text, to.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        to.Advance(bytes);
        return bytes;
    }

    /// <summary>Enters a part after the tags, which end with a space if there are any.</summary>
    private void EndTags(Part part)
    {
        Enter(part, after: part == Part.Source ? Part.Tags : Part.Source);
        if (!_hasTags) return;
        Put(" ");
        _hasTags = false;
    }

    private void Enter(Part part, Part after)
    {
        if (_last > after) throw OutOfOrder();
        _last = part;
    }

    private static InvalidOperationException OutOfOrder() => new("The parts of a line come in order: tags, source, command, parameters.");
}
