using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Parley.Irc.Tests;

public sealed class IrcTextTests
{
    private const string Family = "👨‍👩‍👧‍👦"; // 25 bytes, one character to the eye.

    private static readonly Gen<string> Texts =
        Gen.Elements("a", " ", "word", "é", "e\u0301", "漢", "🐎", "🇨🇭", Family, " \u0301", "\ud83d", "\r\n")
            .ArrayOf().Select(string.Concat);

    [Fact]
    public void Pieces_fit_and_joined_are_the_text_and_no_code_point_is_cut() => Holds(4, (text, bytesMax) =>
    {
        var pieces = IrcText.Split(text, bytesMax);
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 0, bytesMax));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), pieces.Sum(Encoding.UTF8.GetByteCount));
    });

    [Fact]
    public void No_character_is_cut_where_every_one_fits() => Holds(25, (text, bytesMax) =>
        Assert.Equal(Characters(text), IrcText.Split(text, bytesMax).SelectMany(Characters)));

    [Fact]
    public void A_cut_text_is_the_longest_beginning_that_fits() => Holds(25, (text, bytesMax) =>
    {
        var cut = IrcText.Cut(text, bytesMax);
        var fitting = new StringBuilder();
        foreach (var character in Characters(text))
        {
            if (Encoding.UTF8.GetByteCount($"{fitting}{character}") > bytesMax) break;
            fitting.Append(character);
        }

        Assert.Equal(fitting.ToString(), cut);
    });

    [Fact]
    public void Words_stay_whole_where_a_space_is_near() =>
        Assert.Equal(["the quick ", "brown fox ", "jumped over"], IrcText.Split("the quick brown fox jumped over", 11));

    [Fact]
    public void A_long_word_is_cut_rather_than_a_line_left_short() =>
        Assert.Equal(["a loooooo", "ooooong"], IrcText.Split("a looooooooooong", 9));

    [Fact]
    public void A_character_longer_than_a_piece_is_cut_between_code_points()
    {
        Assert.Equal(["👨\u200d", "👩\u200d"], IrcText.Split("👨‍👩‍", 8));
        Assert.Equal("👨", IrcText.Cut(Family, 5));
    }

    [Fact]
    public void A_piece_holds_at_least_any_one_code_point() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IrcText.Split("x", 3));

    [Fact]
    public void An_empty_text_is_one_empty_piece() => Assert.Equal([""], IrcText.Split("", 4));

    [Fact]
    public void Names_are_packed_into_lines_of_at_most_512_bytes()
    {
        var names = Enumerable.Range(0, 500).Select(i => $"@guést-{i}").ToArray();
        var room = IrcText.RoomFor("irc.example.com", "353", "dan", "=", "#chan");
        var lines = IrcText.Pack(names, room)
            .Select(group => new IrcMessage(Numeric.NamReply, "dan", "=", "#chan", string.Join(' ', group)) { Source = "irc.example.com" })
            .ToArray();

        Assert.Equal(names, lines.SelectMany(line => line.Parameters[^1].Split(' ')));
        Assert.All(lines, line => Assert.InRange(line.ToBytes().Length, 1, IrcLimits.LineBytesMax));
        Assert.All(lines[..^1], line => Assert.InRange(line.ToBytes().Length, IrcLimits.LineBytesMax - 14, IrcLimits.LineBytesMax));
    }

    [Fact]
    public void Tokens_are_packed_thirteen_to_a_line()
    {
        const string Text = "are supported by this server";
        var tokens = Enumerable.Range(0, 40).Select(i => i < 30 ? $"TOKEN{i}" : $"TOKEN{i}={new string('x', 90)}").ToArray();
        var room = IrcText.RoomFor("irc.example.com", "005", "dan", Text);
        var lines = IrcText.Pack(tokens, room, IrcLimits.IsupportTokensMax)
            .Select(group => new IrcMessage(Numeric.Isupport, "dan", [.. group, Text]) { Source = "irc.example.com" })
            .ToArray();

        Assert.Equal(tokens, lines.SelectMany(line => line.Parameters[1..^1]));
        Assert.All(lines, line => Assert.InRange(line.ToBytes().Length, 1, IrcLimits.LineBytesMax));
        Assert.All(lines, line => Assert.InRange(line.Parameters.Length, 3, IrcLimits.ParametersMax));
        Assert.Equal(13, lines[0].Parameters.Length - 2);
    }

    [Fact]
    public void Room_is_counted_to_the_byte()
    {
        var room = IrcText.RoomFor("nick!user@host", "PRIVMSG", "#ü");
        var line = new IrcMessage("PRIVMSG", "#ü", new string(' ', room)) { Source = "nick!user@host" };
        Assert.Equal(IrcLimits.LineBytesMax, line.ToBytes().Length);
    }

    [Fact]
    public void An_item_that_is_too_long_is_alone() =>
        Assert.Equal(["a", "looooong", "b c"], IrcText.Pack(["a", "looooong", "b", "c"], 3).Select(group => string.Join(' ', group)));

    private static IEnumerable<string> Characters(string text)
    {
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext()) yield return characters.GetTextElement();
    }

    private static void Holds(int bytesMin, Action<string, int> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60),
            Prop.ForAll(Arb.From(Texts.Zip(Gen.Choose(bytesMin, 60))), both => property(both.Item1, both.Item2)));
}
