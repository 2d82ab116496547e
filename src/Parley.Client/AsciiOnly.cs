using System.Globalization;
using System.Text;

namespace Parley.Client;

/// <summary>Text for readers that decode ASCII and die on any other byte.</summary>
/// <remarks>
/// Unicode's own decompositions are applied (<c>é</c> → <c>e</c>, <c>…</c> → <c>...</c>); every other user-perceived
/// character becomes one <c>?</c>. The server's door has tables for more; here a few lines have to do, because the
/// client stands alone. Pure; safe from any thread.
/// </remarks>
internal static class AsciiOnly
{
    public static string From(string text)
    {
        if (Ascii.IsValid(text)) return text;

        var result = new StringBuilder(text.Length);
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext()) result.Append(Spell(characters.GetTextElement()));
        return result.ToString();
    }

    private static string Spell(string character)
    {
        var spelling = new StringBuilder();
        foreach (var rune in character.EnumerateRunes())
        {
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
            {
                if (part.IsAscii) spelling.Append((char)part.Value);
                else if (Rune.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark) return "?";
            }
        }

        return spelling.Length == 0 ? "?" : spelling.ToString();
    }
}
