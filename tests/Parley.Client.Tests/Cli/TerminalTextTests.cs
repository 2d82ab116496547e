using Parley.Cli.Terminal;

namespace Parley.Client.Tests.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("bob: héllo 小明 🙂\tok", "bob: héllo 小明 🙂\tok")]
    [InlineData("a\u001b[31mred\u001b[0m", "ared")]
    [InlineData("a\u001b[2J\u001b[1;1Hb", "ab")]
    [InlineData("a\u001b]0;title\u0007b", "ab")]
    [InlineData("a\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\b", "alinkb")]
    [InlineData("a\u001bPq#0\u001b\\b", "ab")]
    [InlineData("a\u001b(0b", "ab")]
    [InlineData("a\u001bcb", "ab")]
    [InlineData("a\u009b31mb", "ab")]
    [InlineData("a\u009d0;title\u009cb", "ab")]
    [InlineData("a\u001b\u001b[31mb", "ab")]
    [InlineData("a\rb\bc\u007fd\0e\u0085f", "abcdef")]
    [InlineData("a\u202eb\u2066c\u2028d\u2029e", "abcde")]
    public void What_a_terminal_would_obey_is_taken_out(string text, string clean) => Assert.Equal(clean, TerminalText.Clean(text));

    [Theory]
    [InlineData("a\u001b]0;all the rest", "a0;all the rest")]
    [InlineData("a\u001b]0;one\u001b[1mtwo", "a0;onetwo")]
    [InlineData("a\u001b[12", "a12")]
    [InlineData("a\u001b", "a")]
    public void A_sequence_that_nobody_ended_hides_nothing(string text, string clean) => Assert.Equal(clean, TerminalText.Clean(text));

    [Fact]
    public void Whatever_comes_nothing_unsafe_is_left()
    {
        var random = new Random(42);
        const string alphabet = "\u001b\u001b[]P\\;0m\u0007\u009b\u009c\u009d\u202e\r\na小";
        for (var i = 0; i < 10_000; i++)
        {
            var text = new string(random.GetItems<char>(alphabet, random.Next(12)));
            Assert.DoesNotContain(TerminalText.Clean(text), TerminalText.IsUnsafe);
        }
    }
}
