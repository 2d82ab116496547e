using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley;

/// <summary>What may stand in a message, a topic or a reason.</summary>
/// <remarks>
/// Checked once, when a command is decided, so that no door can forget it. Carriage return, line feed and NUL are
/// refused: each would end a line on some door's wire. Only what is said as several lines has line feeds, and each door cuts it there. Other control characters are taken out, because a terminal
/// may obey them, except tab, and the formatting codes and the CTCP mark that IRC clients exchange
/// (<see href="https://modern.ircdocs.horse/formatting"/>). Half a character (an unpaired surrogate) becomes U+FFFD, as it
/// would when it is stored.
/// </remarks>
internal static class ChatText
{
    private const string IrcFormatting = "\u0001\u0002\u0003\u0004\u000F\u0011\u0016\u001D\u001E\u001F";

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> LineEndsButFeeds = SearchValues.Create("\r\0");

    /// <summary>Everything that could be a control or half a character: a quick look before the slow one.</summary>
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => char.IsControl(c) || char.IsSurrogate(c))]);

    /// <summary>The text as it is kept, or why it cannot be.</summary>
    /// <param name="text">What was asked for.</param>
    /// <param name="bytesMax">The longest it may be, in bytes of UTF-8.</param>
    /// <param name="clean">The text without what a terminal might obey.</param>
    /// <param name="linesMax">The most lines it may have.</param>
    public static Refusal? Check(string text, int bytesMax, out string clean, int linesMax = 1)
    {
        clean = text;
        if (text.AsSpan().ContainsAny(linesMax > 1 ? LineEndsButFeeds : LineEnds)) return new TextInvalid();
        if (text.AsSpan().Count('\n') >= linesMax) return new TooManyLines(linesMax);
        if (text.AsSpan().ContainsAny(Suspicious)) clean = string.Join('\n', text.Split('\n').Select(Clean));
        if (Encoding.UTF8.GetByteCount(clean) > bytesMax) return new TextTooLong(bytesMax);
        return null;
    }

    /// <summary>A remark that is never worth a refusal: cleaned, and cut where it is too long; null if nothing remains.</summary>
    public static string? Shorten(string? text, int bytesMax)
    {
        if (text is null) return null;
        var clean = Clean(text);
        var bytes = 0;
        var length = 0;
        foreach (var rune in clean.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > bytesMax) break;
            length += rune.Utf16SequenceLength;
        }

        return IsBlank(clean[..length]) ? null : clean[..length];
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        Span<char> utf16 = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value == '\t' || IrcFormatting.Contains((char)rune.Value, StringComparison.Ordinal))
                clean.Append(utf16[..rune.EncodeToUtf16(utf16)]);
        }

        return clean.ToString();
    }

    /// <summary>Whether nothing is left to read.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format) return false;
        }

        return true;
    }
}
