using System.Collections.Immutable;

namespace Parley.Server.Doors.Plain;

/// <summary>What somebody has typed behind <c>/search</c>.</summary>
internal sealed record PlainSearch(ImmutableArray<string> Words)
{
    public const string Usage = "/search WORDS [in:ROOM] [from:NAME] [since:TIME] [before:TIME]; word* finds what begins so";

    /// <summary>Where; null for everywhere.</summary>
    public string? In { get; init; }

    public Nick? From { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Before { get; init; }

    /// <summary>Reads it; null when something is no name or time, or nothing is asked for.</summary>
    public static PlainSearch? Parse(string text, DateTimeOffset now)
    {
        PlainSearch? search = new([]);
        var words = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var value = word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (word.StartsWith("in:", StringComparison.Ordinal)) search = search with { In = value };
            else if (word.StartsWith("from:", StringComparison.Ordinal)) search = Nick.TryParse(value, out var nick) ? search with { From = nick } : null;
            else if (word.StartsWith("since:", StringComparison.Ordinal)) search = TimeText.TryParse(value, now, out var since) ? search with { Since = since } : null;
            else if (word.StartsWith("before:", StringComparison.Ordinal)) search = TimeText.TryParse(value, now, out var before) ? search with { Before = before } : null;
            else words.Add(word);
            if (search is null) return null;
        }

        search = search with { Words = MessageSearch.WordsOf(string.Join(' ', words)) };
        return search.Words.IsEmpty && search.From is null ? null : search;
    }
}
