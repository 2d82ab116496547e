using System.Collections.Frozen;
using System.Text;

namespace Parley;

/// <summary>What a name looks like: two names with the same skeleton cannot be told apart at a glance.</summary>
/// <remarks>
/// After the idea of Unicode TS 39 §4 (<see href="https://www.unicode.org/reports/tr39/#Confusable_Detection"/>), with
/// a short table: letters of other scripts that look Latin, digits that look like letters, accents dropped.
/// </remarks>
internal static class Skeleton
{
    private const string LooksLike =
        """
        а a в b е e ё e ѐ e к k м m н h о o р p с c т t у y х x ѕ s і i ї i ј j ԁ d ԛ q ԝ w һ h г r п n и u ь b
        α a β b γ y ε e η n ι i κ k ν v ο o ρ p σ o τ t υ u χ x ω w
        ı i ɡ g ɑ a ł l ø o đ d ð d þ p ꞌ ` 0 o 1 l | l
        """;

    private static readonly FrozenDictionary<int, char> Table = Build();

    public static string Of(string name)
    {
        var skeleton = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (IsAccent(rune)) continue;

            // An I in the middle of a word is read as an l; at its start it is the capital of a name.
            var seen = rune.Value == 'I' && skeleton.Length > 0 ? new Rune('l') : Rune.ToLowerInvariant(rune);
            if (Table.TryGetValue(seen.Value, out var look)) skeleton.Append(look);
            else if (seen.IsAscii) skeleton.Append((char)seen.Value);
            else skeleton.Append(AsciiText.Spelling(seen)?.ToLowerInvariant() ?? seen.ToString());
        }

        return skeleton.ToString();
    }

    // What is left of them when letter and accent have no code point together. Marks of other scripts tell words apart.
    private static bool IsAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;

    private static FrozenDictionary<int, char> Build()
    {
        var words = LooksLike.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, words.Length / 2)
            .ToFrozenDictionary(i => Rune.GetRuneAt(words[2 * i], 0).Value, i => words[(2 * i) + 1][0]);
    }
}
