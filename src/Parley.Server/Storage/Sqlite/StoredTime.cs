namespace Parley.Server.Storage.Sqlite;

/// <summary>The time of an event as it is stored: microseconds since 1970-01-01, UTC.</summary>
internal static class StoredTime
{
    private static readonly long Latest = Write(DateTimeOffset.MaxValue);

    public static long Write(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <exception cref="EventLogException">There is no such time.</exception>
    public static DateTimeOffset Read(Sequence sequence, long microseconds) =>
        microseconds >= 0 && microseconds <= Latest
            ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            : throw new EventLogException($"event {sequence} has a time that does not exist");
}
