using System.Globalization;
using System.Text;

namespace Parley.Server.Doors.Accounts;

/// <summary>Brings a password into the one form in which it is hashed, so that it is the same from every keyboard.</summary>
/// <remarks>
/// Spaces of all kinds become the space, what is invisible is left out, and the rest is normalized (NFKC). Controls and what is
/// no character are refused. The rules on directions of writing are left out: they protect readers, and nobody reads it.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc4013"/>
internal static class SaslPrep
{
    /// <summary>The password as it is hashed; null when it cannot be one.</summary>
    public static string? Of(string password)
    {
        var mapped = new StringBuilder(password.Length);
        foreach (var rune in password.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) return null;
            if (IsNothing(rune)) continue;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator) mapped.Append(' ');
            else mapped.Append(rune);
        }

        var prepared = mapped.ToString().Normalize(NormalizationForm.FormKC);
        return prepared.Length == 0 || prepared.EnumerateRunes().Any(IsForbidden) ? null : prepared;
    }

    /// <summary>RFC 3454, table B.1.</summary>
    private static bool IsNothing(Rune rune) => rune.Value is 0x00AD or 0x034F or 0x1806 or (>= 0x180B and <= 0x180D)
        or (>= 0x200B and <= 0x200D) or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;

    private static bool IsForbidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
}
