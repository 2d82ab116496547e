using System.Globalization;

namespace Parley;

/// <summary>How much of a room's history is kept.</summary>
/// <param name="MessagesMax">How many messages at the most; null for any number.</param>
/// <param name="AgeMax">For how long; null for ever.</param>
public sealed record Retention(int? MessagesMax, TimeSpan? AgeMax)
{
    /// <summary>Reads <c>COUNT</c>, <c>COUNT:SPAN</c> or <c>*:SPAN</c>, a span being like <c>12h</c> or <c>30d</c>; null when it is none of these.</summary>
    public static Retention? Parse(string? text)
    {
        var parts = text?.Split(':') ?? [];
        if (parts.Length is 0 or > 2) return null;

        TimeSpan? age = null;
        if (parts is [_, var span])
        {
            if (!TimeText.TryParseSpan(span, out var parsed) || parsed == TimeSpan.Zero) return null;
            age = parsed;
        }

        if (parts[0] == "*") return age is null ? null : new Retention(null, age);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var messages) && messages > 0
            ? new Retention(messages, age)
            : null;
    }
}
