using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A nickname: what a person is called, unique among those present.</summary>
/// <remarks>
/// 1 to <see cref="LengthMax"/> characters: letters and digits of any script that can be seen, and <c>- _ [ ] \ ` ^ { } |</c>, not
/// starting with <c>-</c>. Two nicks are equal when they differ only in the case of ASCII letters
/// (<see href="https://modern.ircdocs.horse/#casemapping-parameter"/>, <c>ascii</c>).
/// </remarks>
[JsonConverter(typeof(NameConverter<Nick>))]
public readonly record struct Nick : IName<Nick>
{
    /// <summary>The longest nick, in characters (Unicode code points).</summary>
    public const int LengthMax = 32;

    private const string Specials = "-_[]\\`^{}|";

    private readonly string _folded;

    private Nick(string value)
    {
        Value = value;
        _folded = CaseMapping.Fold(value);
    }

    /// <summary>What the server is called where it does something itself; nobody else can be.</summary>
    public static Nick Server { get; } = new("parley");

    /// <summary>The nick as it is written.</summary>
    public string Value { get; }

    /// <summary>The nick in its one form for comparison; equal for equal nicks.</summary>
    public string Folded => _folded;

    /// <summary>What it looks like; see <see cref="Parley.Skeleton"/>.</summary>
    internal string Skeleton => Parley.Skeleton.Of(Value);

    static Nick IName<Nick>.FromStored(string value) => new(value);

    /// <summary>Reads a nick; false when the text breaks the rules.</summary>
    public static bool TryParse(string? text, out Nick nick)
    {
        nick = default;
        if (string.IsNullOrEmpty(text) || text.Length > 4 * LengthMax || text[0] == '-') return false;

        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++length > LengthMax || !IsAllowed(rune, isFirst: length == 1)) return false;
        }

        nick = new Nick(text);
        return true;
    }

    private static bool IsAllowed(Rune rune, bool isFirst) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || Specials.Contains((char)rune.Value, StringComparison.Ordinal)
        : !Invisible.Contains(rune) && Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber => true,
            UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !isFirst,
            _ => false,
        };

    public bool Equals(Nick other) => string.Equals(_folded, other._folded, StringComparison.Ordinal);

    public override int GetHashCode() => _folded?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => Value;
}
