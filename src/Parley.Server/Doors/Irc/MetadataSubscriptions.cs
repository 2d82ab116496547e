using System.Collections.Immutable;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>The keys of metadata of which a client wants to be told.</summary>
/// <remarks>Changed by the connection's own task; its shard reads <see cref="Keys"/> at any time.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/metadata#metadata-sub"/>
internal sealed class MetadataSubscriptions
{
    /// <summary>The most keys of one session.</summary>
    public const int Max = 50;

    private ImmutableHashSet<MetadataKey> _keys = [];

    public ImmutableHashSet<MetadataKey> Keys => Volatile.Read(ref _keys);

    public bool IsFull => Keys.Count >= Max;

    /// <summary>Adds a key; false when it was among them.</summary>
    public bool Add(MetadataKey key) => ImmutableInterlocked.Update(ref _keys, keys => keys.Add(key));

    public void Remove(MetadataKey key) => ImmutableInterlocked.Update(ref _keys, keys => keys.Remove(key));

    public void Clear() => Volatile.Write(ref _keys, []);

    /// <summary>Asks what there is of it already; null when nothing is wanted.</summary>
    /// <param name="session">The session.</param>
    /// <param name="target">A nick or a room; null for all that it sees.</param>
    public SyncMetadata? CatchUp(SessionId session, string? target) =>
        Keys is { IsEmpty: false } keys ? new SyncMetadata(session, target, keys) { IsQuiet = true } : null;

    /// <summary>What has changed of it, as lines.</summary>
    /// <param name="target">Of whom or what.</param>
    /// <param name="changes">All that has changed.</param>
    /// <param name="at">When, for a client that knows such tags; null for others.</param>
    public IEnumerable<IrcLine> Lines(string target, ImmutableArray<MetadataEntry> changes, DateTimeOffset? at)
    {
        var keys = Keys;
        if (keys.IsEmpty) return [];
        var tags = at is { } time ? IrcTags.Of(("time", IrcEventTags.Text(time))) : IrcTags.Empty;
        return changes.Where(change => keys.Contains(change.Key)).Select(change => MetadataLines.Notification(target, change) with { Tags = tags });
    }
}
