using System.Collections.Immutable;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>Metadata as lines.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/metadata"/>
internal static class MetadataLines
{
    /// <summary>Who may see a pair: everybody who may see of whom it is.</summary>
    private const string Visibility = "*";

    /// <summary>Keys of a line are put together up to so many bytes, and so many keys: a line has 15 parameters at most.</summary>
    private const int KeysBytes = 350;

    private const int KeysMax = 13;

    /// <summary>What a client reads in WHOIS, of all that is said of somebody.</summary>
    private static readonly string[] WhoisKeys = ["display-name", "homepage", "pronouns", "status"];

    /// <summary>What is said under a key, as an answer.</summary>
    public static IrcLine Answer(string target, MetadataEntry entry) => entry.Value is { } value
        ? IrcLine.Of(Numeric.KeyValue, target, entry.Key.Value, Visibility, value)
        : IrcLine.Of(Numeric.KeyNotSet, target, entry.Key.Value, "Key not set");

    /// <summary>What is said under these keys, in their order.</summary>
    public static IEnumerable<IrcLine> Answers(string target, ImmutableArray<MetadataEntry> entries, IEnumerable<string> keys) => keys.Select(text =>
        MetadataKey.TryParse(text, out var key)
            ? Answer(target, entries.FirstOrDefault(entry => entry.Key == key) ?? new MetadataEntry(key, null))
            : InvalidKey(text));

    /// <summary>What is said of somebody, or of a room, without having been asked for.</summary>
    public static IrcLine Notification(string target, MetadataEntry entry) => entry.Value is { } value
        ? IrcLine.Of("METADATA", target, entry.Key.Value, Visibility, value)
        : IrcLine.Of("METADATA", target, entry.Key.Value, Visibility);

    /// <summary>What is said of people and rooms, in a batch.</summary>
    /// <param name="synced">All of it.</param>
    /// <param name="batch">A reference for the batch; null for none.</param>
    public static ImmutableArray<IrcLine> Of(MetadataSynced synced, string? batch) =>
        [.. InBatch("metadata", synced.Target, synced.All.Select(one => Notification(one.Target, one.Entry)), batch)];

    /// <summary>That a text can be no key.</summary>
    public static IrcLine InvalidKey(string key) => IrcLine.Of("FAIL", "METADATA", "KEY_INVALID", IrcRequest.Word(key), "That is not a valid key");

    /// <summary>A list of keys.</summary>
    public static IEnumerable<IrcLine> Keys(Numeric numeric, IEnumerable<string> keys) =>
        IrcText.Pack(keys, KeysBytes, KeysMax).Select(group => IrcLine.Of(numeric, [.. group]));

    /// <summary>What WHOIS tells.</summary>
    public static IEnumerable<IrcLine> Whois(string nick, ImmutableArray<MetadataEntry> entries) => entries
        .Where(entry => WhoisKeys.Contains(entry.Key.Value))
        .Select(entry => IrcLine.Of(Numeric.WhoisKeyValue, nick, entry.Key.Value, Visibility, entry.Value!));

    /// <summary>Lines in a batch; as they are for a client that knows none.</summary>
    /// <param name="type">The batch's type.</param>
    /// <param name="target">Of whom or what they are; null when the type has no such parameter.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="batch">A reference for the batch; null for none.</param>
    public static IEnumerable<IrcLine> InBatch(string type, string? target, IEnumerable<IrcLine> lines, string? batch)
    {
        if (batch is null) return lines;
        var tags = IrcTags.Of(("batch", batch));
        return
        [
            IrcLine.Of("BATCH", [$"+{batch}", type, .. target is null ? Array.Empty<string>() : [target]]),
            .. lines.Select(line => line with { Tags = tags }),
            IrcLine.Of("BATCH", $"-{batch}"),
        ];
    }
}
