using System.Globalization;
using System.Text;

namespace Parley.Server.Doors;

/// <summary>Makes text safe for a terminal that obeys what it is sent, and readable where nobody renders formatting.</summary>
internal static class TerminalText
{
    private const char Colour = '\u0003';
    private const char HexColour = '\u0004';

    /// <summary>
    /// The text without control characters, IRC formatting (<see href="https://modern.ircdocs.horse/formatting"/>) and the
    /// invisible characters that change the direction or the lines of what is around them; tabs become spaces.
    /// </summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnsafe)) return text;

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\t': clean.Append(' '); break;
                case Colour: i += ColourLength(text, i + 1, 2, char.IsAsciiDigit); break;
                case HexColour: i += ColourLength(text, i + 1, 6, char.IsAsciiHexDigit); break;
                case var c when !IsUnsafe(c): clean.Append(c); break;
            }
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(char c) => char.IsControl(c)
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>How many characters after a colour code belong to it: <c>NN</c> or <c>NN,NN</c>.</summary>
    private static int ColourLength(string text, int start, int digitsMax, Func<char, bool> isDigit)
    {
        var foreground = Digits(start);
        var comma = start + foreground;
        if (foreground == 0 || comma >= text.Length || text[comma] != ',') return foreground;
        var background = Digits(comma + 1);
        return background == 0 ? foreground : foreground + 1 + background;

        int Digits(int from)
        {
            var count = 0;
            while (count < digitsMax && from + count < text.Length && isDigit(text[from + count])) count++;
            return count;
        }
    }
}
