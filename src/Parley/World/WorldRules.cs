namespace Parley;

/// <summary>The limits that hold for everybody, whichever door they came through.</summary>
public sealed record WorldRules
{
    /// <summary>The longest message, in bytes of UTF-8.</summary>
    public int MessageBytesMax { get; init; } = 4096;

    /// <summary>The most lines of one message, where a message may have several.</summary>
    public int MessageLinesMax { get; init; } = 100;

    /// <summary>The longest topic, in bytes of UTF-8.</summary>
    public int TopicBytesMax { get; init; } = 390;

    /// <summary>The longest reason for leaving, in bytes of UTF-8. A longer one is cut.</summary>
    public int ReasonBytesMax { get; init; } = 390;

    /// <summary>The longest that people say about themselves, in bytes of UTF-8. When they arrive a longer one is cut.</summary>
    public int RealNameBytesMax { get; init; } = 200;

    /// <summary>For how long after they have said something people may take it back themselves.</summary>
    public TimeSpan OwnRedactionWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many rooms one person may be in at once.</summary>
    public int RoomsPerPersonMax { get; init; } = 100;

    /// <summary>Through how many sessions one person may be present.</summary>
    public int SessionsPerPersonMax { get; init; } = 20;

    /// <summary>How many accounts there may be.</summary>
    public int AccountsMax { get; init; } = 1_000_000;

    /// <summary>How many rooms may belong to one account.</summary>
    public int RoomsPerAccountMax { get; init; } = 20;

    /// <summary>How many rooms there may be, the empty ones with a history included: those make place for others.</summary>
    public int RoomsMax { get; init; } = 100_000;
}
