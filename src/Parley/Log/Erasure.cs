namespace Parley;

/// <summary>What an event takes out of the log: texts are erased, sequences stay.</summary>
/// <remarks>An event that is covered leaves the histories of its rooms, and what was written in it is gone for good.</remarks>
/// <param name="After">Only what comes after this place.</param>
/// <param name="Before">Only what comes before this place.</param>
public sealed record Erasure(Sequence After, Sequence Before)
{
    /// <summary>Only in the history of this room; null for all rooms.</summary>
    public RoomId? Room { get; init; }

    /// <summary>Only what was done with this account; null for anybody.</summary>
    public AccountName? Account { get; init; }

    /// <summary>Only messages, and not all that happened there.</summary>
    public bool MessagesOnly { get; init; }

    /// <summary>Whether it is about one event: then it happens at once, otherwise step by step in the background.</summary>
    public bool IsOfOne => Before.Value - After.Value <= 2;

    /// <summary>Whether this event is to be erased.</summary>
    public bool Covers(Event stored) =>
        stored.Sequence > After && stored.Sequence < Before
        && (Room is not { } room || stored.History.Contains(room))
        && (Account is not { } account || stored.By.Account == account)
        && (!MessagesOnly || stored.IsMessage);
}
