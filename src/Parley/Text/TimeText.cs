using System.Globalization;

namespace Parley;

/// <summary>Times as people write them: how long ago, a time of today, a date, or all of it.</summary>
/// <remarks>
/// <c>30m</c>, <c>2h</c>, <c>7d</c>, <c>4w</c>; <c>14:30</c>; <c>2026-11-21</c>; <c>2026-11-21T14:30</c> and with seconds, a fraction
/// or a zone. Without a zone it is UTC.
/// </remarks>
public static class TimeText
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a time; false when it is none.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (TryParseSpan(text, out var ago))
        {
            time = ago < now - DateTimeOffset.MinValue ? now - ago : DateTimeOffset.MinValue;
            return true;
        }

        if (TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            time = new DateTimeOffset(now.UtcDateTime.Date + clock.ToTimeSpan(), TimeSpan.Zero);
            return true;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Utc, out time);
    }

    /// <summary>Reads a span such as <c>2h</c> or <c>90m</c>; false when it is none.</summary>
    public static bool TryParseSpan(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length is < 2 or > 6 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };
        span = (unit ?? default) * count;
        return unit is not null;
    }
}
