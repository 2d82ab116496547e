using System.Buffers;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>What a pair of metadata is about, such as <c>display-name</c> or <c>avatar</c>.</summary>
/// <remarks>1 to <see cref="LengthMax"/> characters: <c>a</c> to <c>z</c>, digits and <c>_ . / -</c>.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/metadata#keys-and-values"/>
[JsonConverter(typeof(NameConverter<MetadataKey>))]
public readonly record struct MetadataKey : IName<MetadataKey>
{
    /// <summary>The longest key, in characters; all of them ASCII.</summary>
    public const int LengthMax = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_./-");

    private MetadataKey(string value) => Value = value;

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    static MetadataKey IName<MetadataKey>.FromStored(string value) => new(value);

    /// <summary>Reads a key; false when the text breaks the rules.</summary>
    public static bool TryParse(string? text, out MetadataKey key)
    {
        key = default;
        if (text is not { Length: > 0 and <= LengthMax } || text.AsSpan().ContainsAnyExcept(Allowed)) return false;
        key = new MetadataKey(text);
        return true;
    }

    public override string ToString() => Value;
}
