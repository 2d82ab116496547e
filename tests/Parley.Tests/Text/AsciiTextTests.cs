namespace Parley.Tests;

public sealed class AsciiTextTests
{
    [Fact]
    public void Ascii_is_the_same_instance()
    {
        var text = "plain ~\u007f\t";
        Assert.Same(text, AsciiText.From(text));
    }

    [Theory]
    [InlineData("café", "cafe")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("Straße", "Strasse")]
    [InlineData("Żółć", "Zolc")]
    [InlineData("Жуков", "Zhukov")]
    [InlineData("Αθήνα", "Athina")]
    [InlineData("“quoted” – dash…", "\"quoted\" - dash...")]
    [InlineData("½ ﬁne №5", "1/2 fine No5")]
    [InlineData("ＡＢＣ", "ABC")]
    [InlineData("👍 🙂", ":thumbs_up: :slightly_smiling:")]
    [InlineData("❤️", ":heart:")]
    [InlineData("小明", "??")]
    [InlineData("👨‍👩‍👧", "?")]
    [InlineData("a\u200Bb", "ab")]
    public void Other_text_is_spelled_in_ascii(string text, string ascii) => Assert.Equal(ascii, AsciiText.From(text));
}
