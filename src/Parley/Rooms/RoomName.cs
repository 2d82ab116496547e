using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A room's name, such as <c>#lobby</c>.</summary>
/// <remarks>
/// <c>#</c> and 1 to 63 more characters, none of them a space, a comma, a control or an invisible character. Two
/// names are equal when they differ only in the case of ASCII letters.
/// </remarks>
/// <seealso href="https://modern.ircdocs.horse/#channels"/>
[JsonConverter(typeof(NameConverter<RoomName>))]
public readonly record struct RoomName : IName<RoomName>
{
    /// <summary>The longest name, in characters (Unicode code points), the <c>#</c> included.</summary>
    public const int LengthMax = 64;

    private readonly string _folded;

    private RoomName(string value)
    {
        Value = value;
        _folded = CaseMapping.Fold(value);
    }

    /// <summary>The room that is always there, and that the raw doors lead into.</summary>
    public static RoomName Lobby { get; } = new("#lobby");

    /// <summary>The name as it was written by whoever made the room.</summary>
    public string Value { get; }

    /// <summary>The name in its one form for comparison; equal for equal names.</summary>
    public string Folded => _folded;

    static RoomName IName<RoomName>.FromStored(string value) => new(value);

    /// <summary>Reads a name; false when the text breaks the rules.</summary>
    public static bool TryParse(string? text, out RoomName name)
    {
        name = default;
        if (text is null || text.Length < 2 || text.Length > 2 * LengthMax || text[0] != '#') return false;

        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++length > LengthMax || !IsAllowed(rune)) return false;
        }

        name = new RoomName(text);
        return true;
    }

    // Half a character reads as the replacement character, and is stored as one: it would be another name after a restart.
    private static bool IsAllowed(Rune rune) => rune.IsAscii
        ? rune.Value is > ' ' and not ',' and not 0x7F
        : rune != Rune.ReplacementChar && !Invisible.Contains(rune) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    public bool Equals(RoomName other) => string.Equals(_folded, other._folded, StringComparison.Ordinal);

    public override int GetHashCode() => _folded?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => Value;
}
