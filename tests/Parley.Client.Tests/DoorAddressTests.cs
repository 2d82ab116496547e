namespace Parley.Client.Tests;

public sealed class DoorAddressTests
{
    [Fact]
    public void A_classic_address_has_a_default_port_and_no_options()
    {
        var address = DoorAddress.Parse("classic://chat.example");

        Assert.Equal(DoorKind.Classic, address.Kind);
        Assert.Equal("chat.example", address.Host);
        Assert.Equal(5500, address.Port);
        Assert.Null(address.Prompt);
        Assert.False(address.IsLineFramed);
        Assert.False(address.IsUtf8);
    }

    [Fact]
    public void A_classic_address_takes_prompt_framing_and_charset()
    {
        var address = DoorAddress.Parse("classic://127.0.0.1:55555?prompt=Who%20are%20you%3F&framing=line&charset=UTF-8");

        Assert.Equal(55555, address.Port);
        Assert.Equal("Who are you?", address.Prompt);
        Assert.True(address.IsLineFramed);
        Assert.True(address.IsUtf8);
    }

    [Fact]
    public void A_plain_address_has_its_own_default_port()
    {
        var address = DoorAddress.Parse("plain://[::1]/");

        Assert.Equal((DoorKind.Plain, "::1", 12000), (address.Kind, address.Host, address.Port));
    }

    [Fact]
    public void An_address_is_shown_as_it_was_written() =>
        Assert.Equal("plain://Host:1", DoorAddress.Parse("plain://Host:1").ToString());

    [Theory]
    [InlineData("", "classic://host:port")]
    [InlineData("localhost:5500", "localhost:5500")]
    [InlineData("irc://localhost", "irc://")]
    [InlineData("classic://", "classic://")]
    [InlineData("classic://host:99999", "99999")]
    [InlineData("plain://host:0", "port 0")]
    [InlineData("plain://me@host", "user")]
    [InlineData("plain://host/room", "path")]
    [InlineData("classic://host?colour=red", "'colour'")]
    [InlineData("classic://host?prompt=", "'prompt'")]
    [InlineData("classic://host?framing=none", "'framing=none'")]
    [InlineData("classic://host?charset=latin1", "'charset=latin1'")]
    [InlineData("classic://host?prompt=A&prompt=B", "'prompt' stands twice")]
    [InlineData("plain://host?charset=utf-8", "'charset'")]
    public void A_bad_address_is_refused_and_the_message_names_what_is_wrong(string text, string named)
    {
        var refusal = Assert.Throws<FormatException>(() => DoorAddress.Parse(text));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
