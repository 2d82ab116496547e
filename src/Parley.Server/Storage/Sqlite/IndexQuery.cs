using System.Globalization;
using System.Text;

namespace Parley.Server.Storage.Sqlite;

/// <summary>What is stored of a message to be found by, and a search in the language of FTS5.</summary>
/// <seealso href="https://www.sqlite.org/fts5.html#full_text_query_syntax"/>
internal static class IndexQuery
{
    /// <summary>The further words of a message.</summary>
    public static string FacetsOf(RoomId room, Identity speaker) => speaker.Account is { } account
        ? $"{FacetOf(room)} {FacetOf(speaker.Nick)} {FacetOf(account)}"
        : $"{FacetOf(room)} {FacetOf(speaker.Nick)}";

    /// <summary>What is to be erased, but for the place; empty when that is all that narrows it.</summary>
    public static string Of(Erasure erasure)
    {
        var facets = new List<string>();
        if (erasure.Room is { } room) facets.Add(FacetOf(room));
        if (erasure.Account is { } account) facets.Add(FacetOf(account));
        return facets.Count == 0 ? "" : $"facets : ({string.Join(" AND ", facets)})";
    }

    /// <summary>All that is looked for but the place; empty when nothing else is. Words are quoted, so nothing in them is part of the query.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="rooms">The rooms of which it has to be in one; none for any.</param>
    public static string Of(MessageSearch search, IEnumerable<RoomId> rooms)
    {
        var parts = search.Words.Select(WordOf);
        if (search.From is { } from) parts = parts.Prepend($"facets : {FacetOf(from)}");
        var places = string.Join(" OR ", rooms.Select(FacetOf));
        if (places.Length > 0) parts = parts.Prepend($"facets : ({places})");
        return string.Join(" AND ", parts);
    }

    private static string FacetOf(RoomId room) => string.Create(CultureInfo.InvariantCulture, $"r{room.Value}");

    private static string FacetOf(AccountName account) => $"a{Hex(account.Folded)}";

    private static string FacetOf(Nick nick) => $"n{Hex(nick.Folded)}";

    private static string WordOf(string word) =>
        $"text : \"{word.TrimEnd('*').Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(word.EndsWith('*') ? " *" : "")}";

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
