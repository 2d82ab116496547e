namespace Parley;

/// <summary>Which part of a room's history is read: a page between two places in the log.</summary>
/// <param name="Room">The room. The events of its members (nick, quit) are part of its history.</param>
public sealed record HistoryQuery(RoomId Room)
{
    /// <summary>Only what comes after this place.</summary>
    public Sequence After { get; init; }

    /// <summary>Only what comes before this place.</summary>
    public Sequence Before { get; init; } = new(long.MaxValue);

    /// <summary>How many events at the most.</summary>
    public required int CountMax { get; init; }

    /// <summary>When there are more: whether the page begins at the older end, instead of ending at the newer one.</summary>
    public bool IsFromOldest { get; init; }

    /// <summary>Whether only events that count as messages are read; see <see cref="Event.IsMessage"/>.</summary>
    public bool MessagesOnly { get; init; }
}
