namespace Parley.Tests;

public sealed class ChatTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("a\tb")]
    [InlineData("Zoë 小明 🙂")]
    [InlineData("\u0002bold\u000F \u0001ACTION\u0001 \u0003\u0004\u0011\u0016\u001D\u001E\u001F")]
    public void Text_with_tabs_and_irc_formatting_stays_as_it_is(string text) => Assert.Equal(text, Clean(text));

    [Theory]
    [InlineData("\u001b]0;title\u0007", "]0;title")]
    [InlineData("a\u0008b\u007Fc", "abc")]
    [InlineData("c1 \u009B31m\u0085", "c1 31m")]
    [InlineData("🙂\u001b", "🙂")]
    public void Other_controls_are_taken_out(string text, string clean) => Assert.Equal(clean, Clean(text));

    [Fact]
    public void Half_a_character_becomes_the_sign_for_one_that_is_lost()
    {
        Assert.Equal("a\ufffd", Clean("a\ud800"));
        Assert.Equal("\ufffdb🙂", Clean("\udc00b🙂"));
        Assert.Equal("a\ufffd", ChatText.Shorten("a\ud800", 100));
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    public void Line_ends_and_nul_are_refused(string text) => Assert.IsType<TextInvalid>(ChatText.Check(text, 100, out _));

    [Fact]
    public void The_limit_counts_the_bytes_of_what_is_kept()
    {
        Assert.Null(ChatText.Check("🙂🙂", 8, out _));
        Assert.Equal(new TextTooLong(7), ChatText.Check("🙂🙂", 7, out _));
        Assert.Null(ChatText.Check("\u001b\u001babc", 3, out _));
    }

    [Theory]
    [InlineData("abc", 2, "ab")]
    [InlineData("aé", 2, "a")]
    [InlineData("🙂", 3, null)]
    [InlineData("a\nb", 9, "ab")]
    [InlineData(" \u200B", 9, null)]
    [InlineData(null, 9, null)]
    public void A_remark_is_cleaned_and_cut_between_characters(string? text, int bytesMax, string? kept) =>
        Assert.Equal(kept, ChatText.Shorten(text, bytesMax));

    [Theory]
    [InlineData("", true)]
    [InlineData(" \t\u00A0\u3000", true)]
    [InlineData("\u200B\u2060\u0002", true)]
    [InlineData(" .", false)]
    [InlineData("🙂", false)]
    public void Text_is_blank_when_nothing_is_left_to_read(string text, bool isBlank) => Assert.Equal(isBlank, ChatText.IsBlank(text));

    private static string Clean(string text)
    {
        Assert.Null(ChatText.Check(text, 1000, out var clean));
        return clean;
    }
}
