namespace Parley.Tests;

public sealed class NickTests
{
    [Theory]
    [InlineData("bob")]
    [InlineData("Zoë")]
    [InlineData("小明")]
    [InlineData("[x]^_|`{}\\-1")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")]
    public void A_nick_may_be_letters_digits_and_the_old_specials(string text)
    {
        Assert.True(Nick.TryParse(text, out var nick));
        Assert.Equal(text, nick.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("-bob")]
    [InlineData("bob!")]
    [InlineData("#bob")]
    [InlineData("bo\u200Bb")]
    [InlineData("bob\u001b[1m")]
    [InlineData("\u0301bob")]
    [InlineData("🙂")]
    [InlineData("\u3164")]
    [InlineData("\uFFA0")]
    [InlineData("bob\uFE0F")]
    [InlineData("bob\u034F")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    public void Anything_else_is_no_nick(string? text) => Assert.False(Nick.TryParse(text, out _));

    [Fact]
    public void Nicks_differ_only_in_more_than_ascii_case()
    {
        Assert.Equal(Parse("BOB"), Parse("bob"));
        Assert.Equal(Parse("BOB").GetHashCode(), Parse("bob").GetHashCode());
        Assert.NotEqual(Parse("ZOË"), Parse("zoë"));
    }

    private static Nick Parse(string text)
    {
        Assert.True(Nick.TryParse(text, out var nick));
        return nick;
    }
}
