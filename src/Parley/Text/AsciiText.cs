using System.Globalization;
using System.Text;

namespace Parley;

/// <summary>Writes text of any script in ASCII, as well as a short table and Unicode's own decompositions allow.</summary>
/// <remarks>
/// For readers that die on any other byte. Accents fall off (<c>é</c> → <c>e</c>), ligatures and letters without a
/// decomposition are spelled out (<c>ß</c> → <c>ss</c>, <c>Ж</c> → <c>Zh</c>), common emoji become their
/// <c>:short_name:</c>, and what remains becomes <c>?</c>, one for each user-perceived character.
/// Pure; safe from any thread.
/// </remarks>
public static class AsciiText
{
    /// <summary>The text in ASCII; the same instance when it is ASCII already.</summary>
    public static string From(string text)
    {
        if (Ascii.IsValid(text)) return text;

        var result = new StringBuilder(text.Length + 16);
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext()) AppendCharacter(result, characters.GetTextElement());
        return result.ToString();
    }

    private static void AppendCharacter(StringBuilder result, string character)
    {
        var lengthBefore = result.Length;
        foreach (var rune in character.EnumerateRunes())
        {
            if (Spelling(rune) is { } spelling) result.Append(spelling);
        }

        if (result.Length == lengthBefore && !IsInvisible(character)) result.Append('?');
    }

    /// <summary>How one code point is written in ASCII, or null if there is no way.</summary>
    internal static string? Spelling(Rune rune)
    {
        if (rune.IsAscii) return rune.ToString();
        if (AsciiSpellings.Table.TryGetValue(rune.Value, out var spelling)) return spelling;

        StringBuilder? result = null;
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (part.IsAscii) (result ??= new StringBuilder()).Append((char)part.Value);
            else if (part != rune && AsciiSpellings.Table.TryGetValue(part.Value, out spelling))
                (result ??= new StringBuilder()).Append(spelling);
        }

        return result?.ToString();
    }

    private static bool IsInvisible(string character)
    {
        foreach (var rune in character.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)) return false;
        }

        return true;
    }
}
