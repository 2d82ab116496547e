using System.Buffers;
using System.Text;

namespace Parley.Cli.Terminal;

/// <summary>Text from others, made safe to write to a terminal.</summary>
/// <remarks>
/// What a terminal would obey is taken out: escape sequences as a whole (ECMA-48, in their 7-bit and 8-bit forms), other C0
/// and C1 control characters except tab, DEL, and the Unicode controls that turn the direction of the text around them or
/// break the line. What is left of a sequence that nobody ended is shown, so that nothing can be hidden behind it.
/// Pure; safe from any thread.
/// </remarks>
/// <seealso href="https://ecma-international.org/publications-and-standards/standards/ecma-48/"/>
internal static class TerminalText
{
    private const char Escape = '\u001B';
    private const char Bell = '\u0007';
    private const char StringTerminator = '\u009C';

    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(IsUnsafe)]);

    /// <summary>Whether a terminal, or the eye, could be led astray by this character.</summary>
    public static bool IsUnsafe(char c) =>
        (char.IsControl(c) && c != '\t')
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';

    /// <summary>The text without what a terminal would obey; the same instance when there is nothing to take out.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Unsafe)) return text;

        var result = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var plain = rest.IndexOfAny(Unsafe) is var at and >= 0 ? at : rest.Length;
            result.Append(rest[..plain]);
            rest = rest[plain..];
            if (!rest.IsEmpty) rest = rest[SequenceLength(rest)..];
        }

        return result.ToString();
    }

    /// <summary>The length of the sequence at the start of the text, or 1 when there is only a single character to drop.</summary>
    private static int SequenceLength(ReadOnlySpan<char> text)
    {
        var (kind, start) = text[0] == Escape && text.Length > 1 ? (text[1], 2) : ((char)(text[0] - 0x40), 1);
        return kind switch
        {
            '[' when text[0] is Escape or '\u009B' => ControlSequence(text, start),
            ']' or 'P' or 'X' or '^' or '_' when text[0] is Escape or '\u009D' or '\u0090' or '\u0098' or '\u009E' or '\u009F'
                => ControlString(text, start),
            >= ' ' and <= '~' when text[0] == Escape => EscapeSequence(text),
            _ => 1,
        };
    }

    /// <summary>CSI: parameters, intermediates and one final character.</summary>
    private static int ControlSequence(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is >= ' ' and <= '?') end++;
        return end < text.Length && text[end] is >= '@' and <= '~' ? end + 1 : start;
    }

    /// <summary>OSC, DCS and their like: everything up to the terminator.</summary>
    private static int ControlString(ReadOnlySpan<char> text, int start)
    {
        for (var end = start; end < text.Length; end++)
        {
            if (text[end] is Bell or StringTerminator) return end + 1;
            if (text[end] == Escape) return end + 1 < text.Length && text[end + 1] == '\\' ? end + 2 : start;
            if (char.IsControl(text[end])) return start;
        }

        return start;
    }

    /// <summary>ESC, intermediates and one final character.</summary>
    private static int EscapeSequence(ReadOnlySpan<char> text)
    {
        var end = 1;
        while (end < text.Length && text[end] is >= ' ' and <= '/') end++;
        return end < text.Length && text[end] is >= '0' and <= '~' ? end + 1 : 1;
    }
}
