namespace Parley.Irc.Tests;

public sealed class CtcpMessageTests
{
    [Theory]
    [InlineData("\u0001ACTION waves\u0001", "ACTION", "waves")]
    [InlineData("\u0001ACTION waves", "ACTION", "waves")]
    [InlineData("\u0001action  waves \u0001", "action", " waves ")]
    [InlineData("\u0001VERSION\u0001", "VERSION", "")]
    [InlineData("\u0001PING 1473523796 918320\u0001", "PING", "1473523796 918320")]
    [InlineData("\u0001ACTION waves\u0001 and more", "ACTION", "waves")]
    public void A_ctcp_message_is_recognised(string text, string command, string parameters)
    {
        Assert.True(CtcpMessage.TryParse(text, out var message));
        Assert.Equal(new CtcpMessage(command, parameters), message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ACTION waves")]
    [InlineData("x\u0001ACTION waves\u0001")]
    [InlineData("\u0001")]
    [InlineData("\u0001\u0001")]
    [InlineData("\u0001 waves\u0001")]
    public void Plain_text_is_not(string text) => Assert.False(CtcpMessage.TryParse(text, out _));

    [Fact]
    public void An_action_is_made_and_recognised()
    {
        var text = CtcpMessage.Action("waves").ToString();
        Assert.Equal("\u0001ACTION waves\u0001", text);
        Assert.True(CtcpMessage.TryParse(text, out var message));
        Assert.True(message.IsAction);
        Assert.False(new CtcpMessage("VERSION", "").IsAction);
    }

    [Fact]
    public void A_message_without_text_has_no_space() => Assert.Equal("\u0001VERSION\u0001", $"{new CtcpMessage("VERSION", "")}");

    [Fact]
    public void A_delimiter_inside_cannot_end_the_message() => Assert.Equal("\u0001ACTION a b\u0001", $"{CtcpMessage.Action("a\u0001b")}");
}
