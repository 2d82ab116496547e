using System.Text;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>Who somebody is at the time of an event.</summary>
/// <remarks>Immutable and shared by all events of one person until something about them changes.</remarks>
/// <param name="Id">The person.</param>
/// <param name="Nick">What they are called.</param>
[JsonConverter(typeof(IdentityConverter))]
public sealed record Identity(PersonId Id, Nick Nick)
{
    /// <summary>The server itself, as the author of what it does on its own.</summary>
    public static Identity Server { get; } = new(default, Nick.Server);

    /// <summary>The longest user name, in UTF-16 units.</summary>
    public const int UserLengthMax = 32;

    /// <summary>The user name they gave, or their door's; null where there is none.</summary>
    public string? User { get; init; }

    /// <summary>Where they come from, as others may see it: a cloak, not an address.</summary>
    public string? Host { get; init; }

    /// <summary>The account they have proved to be the owner of; null without one.</summary>
    public AccountName? Account { get; init; }

    /// <summary>Whether they say that they are a program.</summary>
    public bool IsBot { get; init; }

    /// <summary>A user name without what would be taken for another part of a mask or of a line; null when nothing remains.</summary>
    internal static string? CleanUser(string? text)
    {
        if (text is null) return null;
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > UserLengthMax) break;
            if (rune.Value is not ('!' or '@' or '*' or '?' or ',') && rune != Rune.ReplacementChar && !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                clean.Append(rune);
        }

        return clean.Length == 0 ? null : clean.ToString();
    }
}
