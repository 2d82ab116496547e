namespace Parley.Irc;

/// <summary>Patterns in which <c>*</c> stands for any number of characters and <c>?</c> for one.</summary>
/// <remarks>
/// <para>
/// ASCII letters match in either case, as with <c>CASEMAPPING=ascii</c>; <c>?</c> takes a whole code point. A backslash is a
/// character like any other and does not escape: it may stand in a nick.
/// </para>
/// <para>
/// Never more than the pattern's length times the text's steps, and no memory: only the last <c>*</c> is ever taken back.
/// </para>
/// </remarks>
/// <seealso href="https://modern.ircdocs.horse/#wildcard-expressions"/>
public static class IrcGlob
{
    /// <summary>Whether all of the text matches.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var p = 0;
        var t = 0;
        var afterStar = -1;
        var starEnd = 0;
        while (t < text.Length)
        {
            var expected = p < pattern.Length ? pattern[p] : '\0';
            if (expected == '*')
            {
                afterStar = ++p;
                starEnd = t;
            }
            else if (expected == '?')
            {
                p++;
                t += CodePointLength(text, t);
            }
            else if (p < pattern.Length && Lower(expected) == Lower(text[t]))
            {
                p++;
                t++;
            }
            else if (afterStar >= 0)
            {
                p = afterStar;
                starEnd += CodePointLength(text, starEnd);
                t = starEnd;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static int CodePointLength(ReadOnlySpan<char> text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    internal static char Lower(char character) => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
}
