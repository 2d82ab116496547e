using System.Globalization;

namespace Parley.Server.Doors.Irc;

/// <summary>A point in history as clients name it: <c>msgid=…</c> or <c>timestamp=…</c>.</summary>
/// <remarks>A timestamp has milliseconds, and stands for all that happened within its own.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/chathistory"/>
internal readonly record struct HistorySelector(Sequence? Message, DateTimeOffset Time)
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <summary>Reads one; otherwise says what is wrong with it.</summary>
    public static HistorySelectorFlaw TryParse(string text, out HistorySelector selector)
    {
        selector = default;
        if (text.StartsWith("msgid=", StringComparison.Ordinal))
        {
            if (!MessageId.TryParse(text["msgid=".Length..], out var message)) return HistorySelectorFlaw.UnknownMessage;
            selector = new HistorySelector(message, default);
            return HistorySelectorFlaw.None;
        }

        if (!text.StartsWith("timestamp=", StringComparison.Ordinal))
            return text.Contains('=', StringComparison.Ordinal) ? HistorySelectorFlaw.UnknownType : HistorySelectorFlaw.Malformed;
        if (!TryParseTime(text["timestamp=".Length..], out var time)) return HistorySelectorFlaw.Malformed;
        selector = new HistorySelector(null, time);
        return HistorySelectorFlaw.None;
    }

    /// <summary>Reads a time as the server writes it.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/server-time"/>
    public static bool TryParseTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    /// <summary>The last place before it.</summary>
    public async ValueTask<Sequence> FindBeginAsync(IEventLog log) => Message is { } message
        ? new Sequence(message.Value - 1)
        : await log.FindAsync(Time, CancellationToken.None);

    /// <summary>The last place of it.</summary>
    public async ValueTask<Sequence> FindEndAsync(IEventLog log) => Message is { } message
        ? message
        : await log.FindAsync(EndOf(Time), CancellationToken.None);

    /// <summary>The first time after this millisecond.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset time) => time < DateTimeOffset.MaxValue.AddMilliseconds(-1) ? time.AddMilliseconds(1) : time;
}

/// <summary>What is wrong with a text that should be a <see cref="HistorySelector"/>.</summary>
internal enum HistorySelectorFlaw
{
    None,
    Malformed,
    UnknownType,
    UnknownMessage,
}
