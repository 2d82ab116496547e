namespace Parley.Irc.Tests;

public sealed class IrcTagsTests
{
    [Theory]
    [InlineData(@"b\\and\nk", "b\\and\nk")]
    [InlineData(@"72\s45", "72 45")]
    [InlineData(@"gh\:764", "gh;764")]
    [InlineData(@"\\\\\:\\s\s\r\n", "\\\\;\\s \r\n")]
    [InlineData(@"value\\ntest", "value\\ntest")]
    [InlineData(@"raw+:=,escaped\:\s\\", @"raw+:=,escaped; \")]
    public void Values_are_escaped_as_in_the_specification(string escaped, string value)
    {
        Assert.Equal(value, IrcTags.Unescape(escaped));
        Assert.Equal(escaped, IrcTags.Escape(value));
    }

    [Theory]
    [InlineData(@"value\1", "value1")]
    [InlineData(@"test\", "test")]
    [InlineData(@"\", "")]
    [InlineData(@"\\\", @"\")]
    public void Backslashes_that_escape_nothing_are_dropped(string escaped, string value) =>
        Assert.Equal(value, IrcTags.Unescape(escaped));

    [Fact]
    public void An_empty_value_is_written_without_a_sign() =>
        Assert.Equal("a;b=c;d", $"{IrcTags.Of(("a", ""), ("b", "c"), ("d", ""))}");

    [Fact]
    public void A_tag_without_a_value_is_there_and_empty()
    {
        var tags = IrcTags.Parse("a;b=");
        Assert.Equal("", tags["a"]);
        Assert.True(tags.TryGetValue("b", out var value));
        Assert.Equal("", value);
        Assert.Null(tags["c"]);
        Assert.Null(tags["A"]);
    }

    [Fact]
    public void Only_client_only_tags_are_passed_on_and_after_the_servers()
    {
        var sent = IrcTags.Parse("fizz=buzz;+baz=bat;label=1;+draft/reply=x");
        Assert.Equal("msgid=1;+baz=bat;+draft/reply=x", IrcTags.Of(("msgid", "1")).Plus(sent.ClientOnly()).ToString());
        Assert.Equal("+baz=bat;+draft/reply=x", IrcTags.Empty.Plus(sent.ClientOnly()).ToString());
        Assert.Equal(4, sent.Plus(IrcTags.Empty).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a=b")]
    [InlineData("a;b")]
    [InlineData("a\r")]
    public void A_key_that_would_break_the_line_cannot_be_made(string key) =>
        Assert.Throws<ArgumentException>(() => IrcTags.Of((key, "value")));

    [Fact]
    public void As_many_tags_as_fit_are_read_at_once()
    {
        var text = string.Join(';', Enumerable.Range(0, 1_000).Select(i => $"+{i}"));
        Assert.Equal(1_000, IrcTags.Parse(text).Count);
        Assert.Equal(text, IrcTags.Parse(text).ToString());
    }
}
