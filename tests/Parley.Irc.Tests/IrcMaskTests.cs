using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Parley.Irc.Tests;

public sealed class IrcMaskTests
{
    [Theory]
    [InlineData("bob", "bob!*@*")]
    [InlineData("bob!b", "bob!b@*")]
    [InlineData("*@host", "*!*@host")]
    [InlineData("b@host", "*!b@host")]
    [InlineData("@host", "*!*@host")]
    [InlineData("bob!", "bob!*@*")]
    [InlineData("!b@", "*!b@*")]
    [InlineData("bob@", "*!bob@*")]
    [InlineData("!@", "*!*@*")]
    [InlineData("bob!b@host", "bob!b@host")]
    [InlineData("b**b!***@**.example", "b*b!*@*.example")]
    [InlineData("*", "*!*@*")]
    [InlineData("*.example.com", "*!*@*.example.com")]
    [InlineData("10.0.0.1", "*!*@10.0.0.1")]
    [InlineData("::1", "*!*@::1")]
    [InlineData("bob!b.c", "bob!b.c@*")]
    [InlineData("a@b!c", "a@b!c@*")]
    public void A_mask_is_completed(string text, string complete)
    {
        Assert.True(IrcMask.TryParse(text, out var mask));
        Assert.Equal(complete, mask.Value);
        Assert.True(IrcMask.TryParse(mask.Value, out var again));
        Assert.Equal(mask, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\u0002b")]
    [InlineData("a\n")]
    public void What_cannot_be_a_mask_is_refused(string? text) => Assert.False(IrcMask.TryParse(text, out _));

    [Fact]
    public void A_mask_has_a_limit_in_bytes()
    {
        Assert.True(IrcMask.TryParse(new string('a', IrcMask.BytesMax - 4), out _));
        Assert.False(IrcMask.TryParse(new string('a', IrcMask.BytesMax - 3), out _));
        Assert.False(IrcMask.TryParse(new string('é', IrcMask.BytesMax / 2), out _));
        Assert.False(IrcMask.TryParse(new string('*', 100_000), out _));
    }

    [Fact]
    public void Masks_that_differ_in_the_case_of_ascii_letters_are_equal()
    {
        Assert.True(IrcMask.TryParse("BoB!É@Host", out var one));
        Assert.True(IrcMask.TryParse("bOb!É@hOST", out var same));
        Assert.True(IrcMask.TryParse("bob!é@host", out var other));
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void A_complete_mask_matches_whoever_it_says()
    {
        Assert.True(IrcMask.TryParse("*@127.0.0.?", out var mask));
        Assert.True(mask.Matches("Bob!~b@127.0.0.1"));
        Assert.False(mask.Matches("bob!~b@127.0.0.12"));
    }

    // https://github.com/ircdocs/parser-tests/blob/master/tests/mask-match.yaml (CC0)
    [Theory]
    [InlineData("*@127.0.0.1", "coolguy!ab@127.0.0.1", "coolguy!ab@127.0.0.5")]
    [InlineData("cool*@*", "cool132!ab@example.com", "koolguy!ab@127.0.0.5")]
    [InlineData("cool!*@*", "cool!guyab@127.0.0.1", "coolguy!ab@127.0.0.1")]
    [InlineData("cool!?username@*", "cool!~username@127.0.0.1", "cool!username@127.0.0.1")]
    [InlineData("cool!a?*@*", "cool!ab@127.0.0.1", "cool!a@127.0.0.1")]
    [InlineData("cool[guy]!*@*", "cool[guy]!a@example.com", "coolg!ab@127.0.0.1")]
    [InlineData("a?c", "aBC", "ac")]
    [InlineData("a*c", "ac", "acb")]
    [InlineData("?", "🐎", "ab")]
    [InlineData("É", "É", "é")]
    [InlineData("\\*", "\\x", "*")]
    [InlineData("", "", "x")]
    [InlineData("a\0", "a\0", "a")]
    public void A_pattern_matches_all_of_a_text_or_nothing(string pattern, string matching, string other)
    {
        Assert.True(IrcGlob.IsMatch(pattern, matching));
        Assert.False(IrcGlob.IsMatch(pattern, other));
    }

    [Fact]
    public void Matching_agrees_with_the_definition()
    {
        var patterns = Gen.Elements("a", "B", "*", "?", "🐎").ArrayOf().Select(string.Concat);
        var texts = Gen.Elements("a", "b", "A", "🐎").ArrayOf().Select(string.Concat);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(9),
            Prop.ForAll(Arb.From(patterns.Zip(texts)), both =>
                Assert.Equal(
                    Matches([.. both.Item1.EnumerateRunes()], [.. both.Item2.EnumerateRunes()]),
                    IrcGlob.IsMatch(both.Item1, both.Item2))));
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*b")]
    [InlineData("*a?a*a?a*a?a*b")]
    [InlineData("*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")]
    public void A_wicked_pattern_is_fast(string pattern)
    {
        var text = new string('a', 100_000);
        var watch = Stopwatch.StartNew();
        Assert.False(IrcGlob.IsMatch(pattern, text));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static bool Matches(ReadOnlySpan<Rune> pattern, ReadOnlySpan<Rune> text)
    {
        if (pattern.IsEmpty) return text.IsEmpty;

        return pattern[0].Value switch
        {
            '*' => Matches(pattern[1..], text) || (!text.IsEmpty && Matches(pattern, text[1..])),
            '?' => !text.IsEmpty && Matches(pattern[1..], text[1..]),
            _ => !text.IsEmpty && Rune.ToLowerInvariant(pattern[0]) == Rune.ToLowerInvariant(text[0]) && Matches(pattern[1..], text[1..]),
        };
    }
}
