namespace Parley.Client.Tests;

public sealed class AsciiOnlyTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Zoë", "Zoe")]
    [InlineData("e\u0301", "e")]
    [InlineData("wait…", "wait...")]
    [InlineData("½", "?")]
    [InlineData("小明", "??")]
    [InlineData("a🙂b", "a?b")]
    [InlineData("👨‍👩‍👧", "?")]
    public void Text_is_written_in_ascii_with_one_question_mark_for_each_other_character(string text, string ascii) =>
        Assert.Equal(ascii, AsciiOnly.From(text));

    [Fact]
    public void Half_a_surrogate_pair_is_another_character_too() => Assert.Equal("a?", AsciiOnly.From("a\ud83d"));
}
