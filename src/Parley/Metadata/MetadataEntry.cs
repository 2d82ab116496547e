using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>One pair of what somebody says of themselves, or what is said of a room; or what has become of it.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Value">What is said; null where there is nothing, or nothing any more.</param>
/// <seealso href="https://ircv3.net/specs/extensions/metadata"/>
public sealed record MetadataEntry(MetadataKey Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value = null)
{
    /// <summary>The most pairs of one person, account or room.</summary>
    public const int CountMax = 25;

    /// <summary>The longest value, in bytes of UTF-8.</summary>
    public const int ValueBytesMax = 300;
}

/// <summary>The pairs of one person, account or room: in the order of keys, each key once.</summary>
internal static class MetadataEntries
{
    extension(ImmutableArray<MetadataEntry> entries)
    {
        /// <summary>What is said under a key; null when nothing.</summary>
        public string? ValueOf(MetadataKey key)
        {
            foreach (var entry in entries)
            {
                if (entry.Key == key) return entry.Value;
            }

            return null;
        }

        /// <summary>The pairs after these changes.</summary>
        public ImmutableArray<MetadataEntry> With(ImmutableArray<MetadataEntry> changes)
        {
            var others = entries.Where(entry => !changes.Any(change => change.Key == entry.Key));
            return [.. others.Concat(changes.Where(change => change.Value is not null)).OrderBy(entry => entry.Key.Value, StringComparer.Ordinal)];
        }

        /// <summary>What takes all of it away.</summary>
        public ImmutableArray<MetadataEntry> Gone() => [.. entries.Select(entry => entry with { Value = null })];

        /// <summary>Reads a change of one pair, and says why it cannot be; null if it can.</summary>
        /// <param name="target">Of whom or what, as refusals name it.</param>
        /// <param name="key">The key.</param>
        /// <param name="value">What is to be said; null or empty to say nothing any more.</param>
        /// <param name="change">The change.</param>
        public Refusal? Check(string target, string key, string? value, out MetadataEntry change)
        {
            change = null!;
            if (!MetadataKey.TryParse(key, out var parsed)) return new MetadataKeyInvalid(key);
            change = new MetadataEntry(parsed, null);
            var before = entries.ValueOf(parsed);
            if (string.IsNullOrEmpty(value)) return before is null ? new MetadataNotSet(target, parsed) : null;
            if (ChatText.Check(value, MetadataEntry.ValueBytesMax, out var text) is not null || text.Length == 0) return new MetadataValueInvalid(parsed);
            change = change with { Value = text };
            return before is null && entries.Length >= MetadataEntry.CountMax ? new TooMuchMetadata(target, MetadataEntry.CountMax) : null;
        }
    }
}
