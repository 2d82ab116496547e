using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Parley;

/// <summary>Which messages are looked for: all that fit everything that is said here.</summary>
/// <param name="Rooms">In the history of one of these rooms or conversations.</param>
public sealed record MessageSearch(ImmutableArray<RoomId> Rooms)
{
    /// <summary>The most words that are looked for; more are left out.</summary>
    public const int WordsMax = 16;

    /// <summary>With all of these words; see <see cref="WordsOf"/>. Empty for any.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Said by somebody who was called so; null for anybody.</summary>
    public Nick? From { get; init; }

    /// <summary>Only what comes after this place.</summary>
    public Sequence After { get; init; }

    /// <summary>Only what comes before this place.</summary>
    public Sequence Before { get; init; } = new(long.MaxValue);

    /// <summary>How many at the most.</summary>
    public required int CountMax { get; init; }

    /// <summary>When there are more: whether the oldest are found, instead of the newest.</summary>
    public bool IsFromOldest { get; init; }

    /// <summary>How much of a word has to be there before a <c>*</c> counts, in bytes of UTF-8: three Latin letters, one Chinese.</summary>
    /// <remarks>To find a beginning all words that begin so are read, and with one letter that is most of the index.</remarks>
    private const int BeginningBytesMin = 3;

    /// <summary>The words of a text, as somebody types it to look for it. A <c>*</c> behind a word of some length looks for its beginning.</summary>
    /// <remarks>What is neither letter nor digit separates words. Case and accents make no difference.</remarks>
    public static ImmutableArray<string> WordsOf(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPart(rune))
            {
                word.Append(rune);
                continue;
            }

            if (rune.Value == '*' && Encoding.UTF8.GetByteCount($"{word}") >= BeginningBytesMin) word.Append('*');
            Finish();
        }

        Finish();
        return words.ToImmutable();

        void Finish()
        {
            if (word.Length > 0 && words.Count < WordsMax) words.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber;
}
