using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Parley.Irc;

/// <summary>A message's tags, values unescaped, in the order in which they are sent. Immutable.</summary>
/// <remarks>A tag without a value and one with an empty value are the same; both are written without <c>=</c>.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/message-tags"/>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Tags is the protocol's word.")]
public sealed class IrcTags : IReadOnlyCollection<KeyValuePair<string, string>>
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("; \\\r\n\0");
    private static readonly SearchValues<char> ForbiddenInKeys = SearchValues.Create("=; \r\n\0");

    private readonly OrderedDictionary<string, string> _values;

    private IrcTags(OrderedDictionary<string, string> values) => _values = values;

    /// <summary>No tags.</summary>
    public static IrcTags Empty { get; } = new(new(StringComparer.Ordinal));

    /// <summary>How many tags there are.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a tag, empty when it has none; null when there is no such tag. Keys are opaque and exact.</summary>
    public string? this[string key] => TryGetValue(key, out var value) ? value : null;

    /// <summary>These tags, in this order; of two with the same key the last counts.</summary>
    /// <exception cref="ArgumentException">A key is empty or holds what cannot stand in a key.</exception>
    public static IrcTags Of(params ReadOnlySpan<(string Key, string Value)> tags)
    {
        var values = new OrderedDictionary<string, string>(tags.Length, StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (!IsKey(key)) throw new ArgumentException($"'{key}' cannot be a tag's key.", nameof(tags));
            values[key] = value;
        }

        return new IrcTags(values);
    }

    /// <summary>Reads what stands between <c>@</c> and the space. Pieces without a key are ignored.</summary>
    /// <remarks>Linear in the length. Of two tags with the same key the last counts, as the specification recommends.</remarks>
    public static IrcTags Parse(ReadOnlySpan<char> text)
    {
        var values = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in text.Split(';'))
        {
            var tag = text[range];
            var end = tag.IndexOf('=');
            var key = (end < 0 ? tag : tag[..end]).ToString();
            if (IsKey(key)) values[key] = end < 0 ? "" : Unescape(tag[(end + 1)..]);
        }

        return values.Count == 0 ? Empty : new IrcTags(values);
    }

    /// <summary>Whether this key is one of those that a server passes on from client to client unread.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/message-tags#client-only-tags"/>
    public static bool IsClientOnly(string key) => key.StartsWith('+');

    /// <summary>The value as it is sent. A NUL, which cannot be, becomes a space.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/message-tags#escaping-values"/>
    public static string Escape(string value) => value.AsSpan().ContainsAny(Escaped) ? Escape(value.AsSpan()).ToString() : value;

    internal static ReadOnlySpan<char> Escape(ReadOnlySpan<char> value)
    {
        if (!value.ContainsAny(Escaped)) return value;

        var escaped = new StringBuilder(value.Length + 8);
        foreach (var character in value)
        {
            _ = character switch
            {
                ';' => escaped.Append(@"\:"),
                ' ' or '\0' => escaped.Append(@"\s"),
                '\\' => escaped.Append(@"\\"),
                '\r' => escaped.Append(@"\r"),
                '\n' => escaped.Append(@"\n"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The value that was meant. A backslash before any other character, or at the end, is dropped.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/message-tags#escaping-values"/>
    public static string Unescape(ReadOnlySpan<char> escaped)
    {
        if (!escaped.Contains('\\')) return escaped.ToString();

        var value = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\') value.Append(escaped[i]);
            else if (++i < escaped.Length) value.Append(Unescape(escaped[i]));
        }

        return value.ToString();
    }

    /// <summary>Looks up a tag's value, empty when it has none.</summary>
    public bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
    {
        // Most messages have none, and are asked for several.
        value = null;
        return Count > 0 && _values.TryGetValue(key, out value);
    }

    /// <summary>The tags that a server passes on.</summary>
    public IrcTags ClientOnly() =>
        Count == 0 ? this : new IrcTags(new(_values.Where(tag => IsClientOnly(tag.Key)), StringComparer.Ordinal));

    /// <summary>These tags followed by others, which count where a key is in both.</summary>
    /// <remarks>A server's own tags come first, so that clients' tags cannot push them beyond the size limit.</remarks>
    public IrcTags Plus(IrcTags others)
    {
        if (others.Count == 0) return this;
        if (Count == 0) return others;

        var values = new OrderedDictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (key, value) in others) values[key] = value;
        return new IrcTags(values);
    }

    /// <summary>The tags in order.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The tags as they are sent, without <c>@</c>.</summary>
    public override string ToString() =>
        string.Join(';', _values.Select(tag => tag.Value.Length == 0 ? tag.Key : $"{tag.Key}={Escape(tag.Value)}"));

    private static char Unescape(char escaped) => escaped switch
    {
        ':' => ';',
        's' => ' ',
        'r' => '\r',
        'n' => '\n',
        _ => escaped,
    };

    internal static bool IsKey(string key) => key.Length > 0 && !key.AsSpan().ContainsAny(ForbiddenInKeys);
}
