namespace Parley;

/// <summary>How often somebody has changed metadata lately: each change is stored, and told to many.</summary>
/// <param name="Since">When the minute began in which they are counted.</param>
/// <param name="Count">How many there were in it.</param>
public sealed record MetadataPace(DateTimeOffset Since, int Count)
{
    /// <summary>The most changes of one person in a minute.</summary>
    public const int PerMinuteMax = 30;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The pace after one more change.</summary>
    internal static MetadataPace After(MetadataPace? before, DateTimeOffset at) =>
        before is null || at - before.Since >= Minute ? new MetadataPace(at, 1) : before with { Count = before.Count + 1 };

    /// <summary>How long to wait before the next change; null when it may be made.</summary>
    internal TimeSpan? WaitAt(DateTimeOffset now) => Count >= PerMinuteMax && now - Since < Minute ? Since + Minute - now : null;
}
