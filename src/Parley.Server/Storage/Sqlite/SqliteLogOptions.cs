namespace Parley.Server.Storage.Sqlite;

/// <summary>Where and how carefully <see cref="SqliteEventLog"/> keeps its data.</summary>
public sealed record SqliteLogOptions
{
    /// <summary>The data directory. Made, for its owner alone, if there is none.</summary>
    public required string Directory { get; init; }

    /// <summary>What a power failure may take away.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>
    /// The largest size of the database file, in bytes; beyond it appending fails as on a full disk. Null for no limit.
    /// </summary>
    /// <remarks>The write-ahead log beside it, up to some 64 MB, comes on top. A file that is larger already stays so.</remarks>
    public long? MaxBytes { get; init; }

    /// <summary>How many of the newest events are kept in memory too, for those who follow the log.</summary>
    public int RecentEventsMax { get; init; }

    /// <inheritdoc cref="EventInserts.PagesBehindMax"/>
    internal int PagesBehindMax { get; init; } = EventInserts.PagesBehindMax;
}

/// <summary>What a power failure may take away. A killed process loses nothing either way.</summary>
public enum Durability
{
    /// <summary>Nothing: an append is complete when it is on the disk.</summary>
    Full,

    /// <summary>The newest appends, a few seconds' worth; the log before them stays whole.</summary>
    Normal,
}
