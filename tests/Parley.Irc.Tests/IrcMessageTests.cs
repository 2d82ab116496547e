using System.Text;

namespace Parley.Irc.Tests;

/// <summary>Reading messages. Most lines are from https://github.com/ircdocs/parser-tests (CC0) and Modern IRC.</summary>
public sealed class IrcMessageTests
{
    [Theory]
    [InlineData("foo bar baz asdf", null, "foo", "bar", "baz", "asdf")]
    [InlineData(":coolguy foo bar baz asdf", "coolguy", "foo", "bar", "baz", "asdf")]
    [InlineData("foo bar baz :asdf quux", null, "foo", "bar", "baz", "asdf quux")]
    [InlineData("foo bar baz :", null, "foo", "bar", "baz", "")]
    [InlineData("foo bar baz ::asdf", null, "foo", "bar", "baz", ":asdf")]
    [InlineData(":coolguy foo bar baz :  asdf quux ", "coolguy", "foo", "bar", "baz", "  asdf quux ")]
    [InlineData(":coolguy PRIVMSG bar :lol :) ", "coolguy", "PRIVMSG", "bar", "lol :) ")]
    [InlineData(":coolguy foo bar baz :  ", "coolguy", "foo", "bar", "baz", "  ")]
    [InlineData(":src JOIN #chan", "src", "JOIN", "#chan")]
    [InlineData(":src JOIN :#chan", "src", "JOIN", "#chan")]
    [InlineData(":src AWAY", "src", "AWAY")]
    [InlineData(":src AWAY ", "src", "AWAY")]
    [InlineData(":src AWAY :", "src", "AWAY", "")]
    [InlineData(":cool\tguy foo bar baz", "cool\tguy", "foo", "bar", "baz")]
    [InlineData(":a!~b@n\u0002et\u000305w\u000fork.admin PRIVMSG foo :bar baz", "a!~b@n\u0002et\u000305w\u000fork.admin", "PRIVMSG", "foo", "bar baz")]
    [InlineData("COMMAND", null, "COMMAND")]
    [InlineData(":gravel.mozilla.org 432  #momo :Erroneous Nickname: Illegal", "gravel.mozilla.org", "432", "#momo", "Erroneous Nickname: Illegal")]
    [InlineData(":gravel.mozilla.org MODE #tckk +n ", "gravel.mozilla.org", "MODE", "#tckk", "+n")]
    [InlineData(":services.esper.net MODE #foo-bar +o foobar  ", "services.esper.net", "MODE", "#foo-bar", "+o", "foobar")]
    [InlineData(":SomeOp MODE #channel :+i", "SomeOp", "MODE", "#channel", "+i")]
    [InlineData(":SomeOp MODE #channel +oo SomeUser :AnotherUser", "SomeOp", "MODE", "#channel", "+oo", "SomeUser", "AnotherUser")]
    [InlineData(":irc.example.com CAP * LIST :", "irc.example.com", "CAP", "*", "LIST", "")]
    [InlineData("CAP REQ :sasl message-tags foo", null, "CAP", "REQ", "sasl message-tags foo")]
    [InlineData("  :src   PRIVMSG   #chan   ::-)", "src", "PRIVMSG", "#chan", ":-)")]
    [InlineData("privmsg #é :žluťoučký 🐎", null, "privmsg", "#é", "žluťoučký 🐎")]
    [InlineData(": PING x", null, "PING", "x")]
    public void A_line_is_taken_apart(string line, string? source, string command, params string[] parameters)
    {
        var message = Parsed(line);
        Assert.Equal(source, message.Source);
        Assert.Equal(command, message.Command);
        Assert.Equal(parameters, message.Parameters);
        Assert.Empty(message.Tags);
    }

    [Theory]
    [InlineData("@a=b;c=32;k;rt=ql7 foo", "a=b c=32 k= rt=ql7")]
    [InlineData("@c;h=;a=b :quux ab cd", "c= h= a=b")]
    [InlineData("@tag1=v1;tag2;vendor1/tag3=v2;vendor2/tag4= :irc.example.com COMMAND x", "tag1=v1 tag2= vendor1/tag3=v2 vendor2/tag4=")]
    [InlineData("@tag1=1;tag2=3;tag3=4;tag1=5 COMMAND", "tag1=5 tag2=3 tag3=4")]
    [InlineData("@tag1=1;tag2=3;tag3=4;tag1=5;vendor/tag2=8 COMMAND", "tag1=5 tag2=3 tag3=4 vendor/tag2=8")]
    [InlineData("@+example.com/foo=bar;+typing :irc.example.com NOTICE #channel :text", "+example.com/foo=bar +typing=")]
    [InlineData("@url=;netsplit=tur,ty=x  COMMAND", "url= netsplit=tur,ty=x")]
    [InlineData("@;;=x;a COMMAND", "a=")]
    [InlineData("@ COMMAND", "")]
    public void Tags_are_read(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', Parsed(line).Tags.Select(tag => $"{tag.Key}={tag.Value}")));

    [Fact]
    public void Tags_start_at_the_first_byte_or_are_none()
    {
        var message = Parsed(" @a=b PING");
        Assert.Empty(message.Tags);
        Assert.Equal("@a=b", message.Command);
    }

    [Fact]
    public void From_the_fifteenth_on_parameters_are_one()
    {
        var message = Parsed("X 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 :17 18 ");
        Assert.Equal(15, message.Parameters.Length);
        Assert.Equal("15 16 :17 18", message.Parameters[^1]);
        Assert.Equal("a b ", Parsed("X 1 2 3 4 5 6 7 8 9 10 11 12 13 14 :a b ").Parameters[^1]);
        Assert.Equal("15", Parsed("X 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ").Parameters[^1]);
    }

    [Fact]
    public void More_than_fifteen_parameters_cannot_be_made() =>
        Assert.Throws<ArgumentException>(() => new IrcMessage("X", new string[16]));

    [Fact]
    public void Invalid_utf8_is_a_value_and_label_and_command_can_still_be_answered()
    {
        Assert.Equal(IrcLineFlaw.InvalidUtf8, IrcMessage.Parse([.. "@label=xyz PRIVMSG #qux hi"u8, 0xaa], out var message));
        Assert.Equal("PRIVMSG", message.Command);
        Assert.Equal("xyz", message.Tags["label"]);
        Assert.Equal("hi\ufffd", message.Parameters[1]);
    }

    [Theory]
    [InlineData("c0af")] // Overlong.
    [InlineData("eda080")] // A surrogate.
    [InlineData("f4908080")] // Beyond U+10FFFF.
    [InlineData("e282")] // Cut off.
    public void Utf8_is_checked_strictly(string hex) =>
        Assert.Equal(IrcLineFlaw.InvalidUtf8, IrcMessage.Parse([.. "PING "u8, .. Convert.FromHexString(hex)], out _));

    [Fact]
    public void A_nul_is_a_flaw() => Assert.Equal(IrcLineFlaw.Nul, IrcMessage.Parse("PING a\0b"u8, out _));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@a=b")]
    [InlineData("@a=b ")]
    [InlineData(":src")]
    [InlineData("@a :src  ")]
    public void A_line_without_a_command_is_a_flaw(string line) =>
        Assert.Equal(IrcLineFlaw.NoCommand, IrcMessage.Parse(Encoding.UTF8.GetBytes(line), out _));

    [Fact]
    public void A_line_may_lie_in_several_segments()
    {
        var line = Segments.Of("@a=b :s"u8.ToArray(), ""u8.ToArray(), "rc PRIVMSG #c :\xc3"u8.ToArray(), "x"u8.ToArray());
        Assert.Equal(IrcLineFlaw.None, IrcMessage.Parse(line, out var message));
        Assert.Equal("@a=b :src PRIVMSG #c \u00c3x", message.ToString());
    }

    private static IrcMessage Parsed(string line)
    {
        Assert.Equal(IrcLineFlaw.None, IrcMessage.Parse(Encoding.UTF8.GetBytes(line), out var message));
        return message;
    }
}
