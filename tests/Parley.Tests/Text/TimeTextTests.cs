using System.Globalization;

namespace Parley.Tests;

public sealed class TimeTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 13, 2, 1, TimeSpan.Zero);

    [Theory]
    [InlineData("2h", "2026-05-04T11:02:01Z")]
    [InlineData("90m", "2026-05-04T11:32:01Z")]
    [InlineData("1w", "2026-04-27T13:02:01Z")]
    [InlineData("99999w", "0109-10-28T13:02:01Z")]
    [InlineData("9:30", "2026-05-04T09:30:00Z")]
    [InlineData("2026-05-03", "2026-05-03T00:00:00Z")]
    [InlineData("2026-05-03T14:30", "2026-05-03T14:30:00Z")]
    [InlineData("2026-05-03T14:30:15.250+02:00", "2026-05-03T12:30:15.25Z")]
    public void Times_are_read(string text, string expected)
    {
        Assert.True(TimeText.TryParse(text, Now, out var time));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-2h")]
    [InlineData("2y")]
    [InlineData("999999w")]
    [InlineData("yesterday")]
    [InlineData("25:00")]
    [InlineData("2026-13-01")]
    public void What_is_no_time_is_refused(string text) => Assert.False(TimeText.TryParse(text, Now, out _));
}
