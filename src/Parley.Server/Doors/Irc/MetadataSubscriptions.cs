using System.Collections.Immutable;

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
}
