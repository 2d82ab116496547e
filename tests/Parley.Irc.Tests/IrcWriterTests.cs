using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Irc.Tests;

public sealed partial class IrcWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly IrcWriter _writer;

    public IrcWriterTests() => _writer = new IrcWriter(_output);

    private string Written => Encoding.UTF8.GetString(_output.WrittenSpan);

    [Fact]
    public void A_line_is_written_part_by_part()
    {
        _writer.Tags(IrcTags.Of(("time", "2026-01-01T00:00:00.000Z"))).Source("irc.example.com")
            .Command(Numeric.NamReply, "dan").Middle("=").Middle("#chan").Trailing("@dan +al").End();
        Assert.Equal("@time=2026-01-01T00:00:00.000Z :irc.example.com 353 dan = #chan :@dan +al\r\n", Written);
    }

    [Fact]
    public void Tags_and_a_person_are_written_part_by_part_too()
    {
        _writer.Tag("time", "12:00").Tags(IrcTags.Of(("+a", "x;y"), ("+b", ""))).Tag("bot", "").Source("bob", "~b", "host").Command("AWAY").End();
        _writer.Source("b b", "~b\n", "\0").Command("AWAY").End();
        Assert.Equal("@time=12:00;+a=x\\:y;+b;bot :bob!~b@host AWAY\r\n:*!*@* AWAY\r\n", Written);
        Assert.Throws<ArgumentException>(() => _writer.Tag("a=b", "c"));
    }

    [Fact]
    public void A_person_is_written_as_they_are_now()
    {
        foreach (var (nick, user, host) in new[] { ("bob", "~b", "home"), ("bob", "~b", "home"), ("bob", "~b", "cloak"), ("bob", "~c", "cloak"), ("rob", "~c", "cloak") })
            _writer.Source(nick, user, host).Command("X").End();
        Assert.Equal(":bob!~b@home X\r\n:bob!~b@home X\r\n:bob!~b@cloak X\r\n:bob!~c@cloak X\r\n:rob!~c@cloak X\r\n", Written);
        Assert.Equal(IrcLimits.BodyBytesMax - ":rob!~c@cloak ".Length, _writer.Source("rob", "~c", "cloak").BytesLeft);
    }

    [Fact]
    public void Several_lines_follow_each_other()
    {
        _writer.Tags(IrcTags.Empty).Source(null).Command("PING").Last("a").End();
        _writer.Command("PING").End();
        Assert.Equal("PING a\r\nPING\r\n", Written);
    }

    [Theory]
    [InlineData("asdf", "X asdf", "X :asdf")]
    [InlineData("", "X :", "X :")]
    [InlineData(":asdf", "X ::asdf", "X ::asdf")]
    [InlineData("asdf quux", "X :asdf quux", "X :asdf quux")]
    [InlineData("  ", "X :  ", "X :  ")]
    [InlineData("b\tar", "X b\tar", "X :b\tar")]
    public void A_colon_stands_where_it_is_needed_or_where_it_is_customary(string last, string needed, string customary)
    {
        var message = new IrcMessage("X", last);
        Assert.Equal(needed, message.ToString());
        _writer.WriteTrailing(message);
        Assert.Equal($"{customary}\r\n", Written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData(":a")]
    [InlineData("a\nQUIT")]
    [InlineData("a\r")]
    [InlineData("\0")]
    public void What_cannot_be_a_word_is_sent_as_a_star(string bad)
    {
        _writer.Source(bad is ":a" or "" ? "s s" : bad).Command(bad).Middle(bad).Last("x").End();
        Assert.Equal(":* * * x\r\n", Written);
    }

    [Fact]
    public void A_command_cannot_pass_for_tags() => Assert.Equal("* x", new IrcMessage("@a=b", "x").ToString());

    [Fact]
    public void Line_ends_and_nul_in_a_text_become_spaces()
    {
        _writer.Command("PRIVMSG").Middle("#c").Trailing("a\r\nQUIT\0b").End();
        _writer.Command("PRIVMSG").Middle("#c").Last("a\nb").End();
        Assert.Equal("PRIVMSG #c :a  QUIT b\r\nPRIVMSG #c :a b\r\n", Written);
    }

    [Fact]
    public void Tag_values_cannot_break_the_line()
    {
        _writer.Tags(IrcTags.Of(("a", "1;b=2 :x\r\n\0"))).Command("PING").End();
        Assert.Equal("@a=1\\:b=2\\s:x\\r\\n\\s PING\r\n", Written);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("X a\ufffdb", new IrcMessage("X", "a\ud83db").ToString());

    [Fact]
    public void A_text_is_cut_only_on_request_and_after_a_whole_character()
    {
        const string Family = "👨‍👩‍👧‍👦";
        var text = new string('x', 480) + Family + Family;
        _writer.Tags(IrcTags.Of(("msgid", "not counted"))).Source("a!b@c").Command("PRIVMSG").Middle("#c");
        Assert.Equal(510 - ":a!b@c PRIVMSG #c".Length, _writer.BytesLeft);

        _writer.TrailingCut(text).End();
        Assert.Equal($"@msgid=not\\scounted :a!b@c PRIVMSG #c :{new string('x', 480)}\r\n", Written);
        Assert.Equal(510, _writer.BytesLeft);

        _output.ResetWrittenCount();
        _writer.Command("PRIVMSG").Middle("#c").Trailing(new string('x', 600));
        Assert.True(_writer.BytesLeft < 0);
        _writer.End();
        Assert.Equal("PRIVMSG #c :\r\n".Length + 600, _output.WrittenCount);
    }

    [Fact]
    public void A_cut_text_fills_the_line_to_the_last_byte()
    {
        _writer.Command("X").TrailingCut(new string('x', 600)).End();
        Assert.Equal(IrcLimits.LineBytesMax, _output.WrittenCount);
    }

    [Fact]
    public void Parts_out_of_order_are_a_bug()
    {
        Assert.Throws<InvalidOperationException>(() => new IrcWriter(_output).Middle("x"));
        Assert.Throws<InvalidOperationException>(() => new IrcWriter(_output).Source("x").Last("x"));
        Assert.Throws<InvalidOperationException>(() => new IrcWriter(_output).Source("x").End());
        Assert.Throws<InvalidOperationException>(() => new IrcWriter(_output).Command("x").Source("x"));
        Assert.Throws<InvalidOperationException>(() => new IrcWriter(_output).Source("x").Tag("x", ""));
        Assert.Throws<InvalidOperationException>(() => new IrcWriter(_output).Command("x").Last("x").Middle("x"));
        Assert.Throws<InvalidOperationException>(() => new IrcWriter(_output).Command("x").Command("x"));
    }

    [Fact]
    public void Numerics_have_three_digits_and_one_meaning_each()
    {
        Assert.Equal("001", Numeric.Welcome.Code);
        Assert.Equal(":s 433 * bob :In use", new IrcMessage(Numeric.NicknameInUse, "*", "bob", "In use") { Source = "s" }.ToString());

        var all = Enum.GetValues<Numeric>();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(all, numeric => Assert.Matches(ThreeDigits(), numeric.Code));
    }

    [GeneratedRegex("^[0-9]{3}$")]
    private static partial Regex ThreeDigits();
}
