using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Parley.Tests;

public sealed class MaskTests
{
    [Theory]
    [InlineData("bob", "bob!*@*")]
    [InlineData("bob!", "bob!*@*")]
    [InlineData("bob@", "*!bob@*")]
    [InlineData("@cafe.example", "*!*@cafe.example")]
    [InlineData("*@cafe.example", "*!*@cafe.example")]
    [InlineData("~b@cafe", "*!~b@cafe")]
    [InlineData("~b@2001:db8::1", "*!~b@2001:db8::1")]
    [InlineData("bob!~b", "bob!~b@*")]
    [InlineData("bob!~b@cafe", "bob!~b@cafe")]
    [InlineData("!@", "*!*@*")]
    [InlineData("*", "*!*@*")]
    [InlineData("***!**b**@*", "*!*b*@*")]
    [InlineData("\\**", "\\**!*@*")]
    [InlineData("cafe.example", "*!*@cafe.example")]
    [InlineData("*.example", "*!*@*.example")]
    [InlineData("2001:db8::*", "*!*@2001:db8::*")]
    [InlineData("user/zoe", "*!*@user/zoe")]
    [InlineData("小明", "小明!*@*")]
    [InlineData("~a:bob", "~a:bob")]
    [InlineData("~account:Bob", "~a:Bob")]
    public void What_people_write_becomes_a_whole_mask(string text, string mask)
    {
        Assert.Equal(mask, Mask.Normalize(text));
        Assert.Equal(mask, Mask.Normalize(mask));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\u00A0b")]
    [InlineData("a,b")]
    [InlineData("a\n")]
    [InlineData("a\u0007")]
    [InlineData("a\ufffd")]
    [InlineData("~a:")]
    [InlineData("~account:b!*@*")]
    [InlineData("~acount:bob")]
    [InlineData("~r:bob")]
    public void Anything_else_is_no_mask(string text) => Assert.Null(Mask.Normalize(text));

    [Fact]
    public void A_mask_of_an_account_covers_its_owner_whatever_they_are_called()
    {
        Assert.True(AccountName.TryParse("Bob", out var account));
        var bob = new Identity(new PersonId(1), NickOf("robert")) { Account = account };
        Assert.True(Mask.Covers("~a:bob", bob));
        Assert.False(Mask.Covers("~a:robert", bob));
        Assert.False(Mask.Covers("~a:bob", bob with { Account = null }));
        Assert.False(Mask.Covers("~a:", bob with { Account = null }));
    }

    [Fact]
    public void Neither_is_half_a_character_which_could_not_be_stored_as_it_is()
    {
        Assert.Null(Mask.Normalize("a\ud800b"));
        Assert.Null(Mask.Normalize("\udc00"));
    }

    [Fact]
    public void A_mask_is_only_so_long()
    {
        Assert.NotNull(Mask.Normalize(new string('a', Mask.LengthMax)));
        Assert.Null(Mask.Normalize(new string('a', Mask.LengthMax + 1)));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a*c", "ac", true)]
    [InlineData("a*c", "abcbc", true)]
    [InlineData("a*c", "abcb", false)]
    [InlineData("BOB!*@*", "bob!~b@cafe", true)]
    [InlineData("ZOË", "zoë", false)]
    [InlineData("?", "𠀀", true)]
    [InlineData("??", "𠀀", false)]
    [InlineData("*?", "𠀀", true)]
    [InlineData("*??", "a𠀀", true)]
    [InlineData("*???", "a𠀀", false)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("a\\?c", "a?c", true)]
    [InlineData("a\\?c", "abc", false)]
    [InlineData("\\", "\\", true)]
    [InlineData("a\\b", "a\\b", true)]
    [InlineData("*\\*", "ab*", true)]
    public void A_star_is_any_text_and_a_question_mark_any_character(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Mask.Matches(pattern, text));

    [Fact]
    public void Small_patterns_match_what_a_plain_reading_of_the_rules_says()
    {
        var patterns = Texts("a", "B", "*", "*", "?", "\\", "𠀀");
        var texts = Texts("a", "b", "A", "*", "?", "\\", "𠀀");
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(8),
            Prop.ForAll(
                Arb.From(patterns.Zip(texts, (pattern, text) => (pattern, text))),
                both => Assert.Equal(Plainly([.. both.pattern.EnumerateRunes()], [.. both.text.EnumerateRunes()]), Mask.Matches(both.pattern, both.text))));
    }

    [Fact]
    public void A_normal_mask_is_its_own_normal_form() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Arb.From(Texts("a", "*", "!", "@", ".", "/", "\\", "?")), text =>
        {
            if (Mask.Normalize(text) is { } mask) Assert.Equal(mask, Mask.Normalize(mask));
        }));

    [Theory]
    [InlineData("*a")]
    [InlineData("a*")]
    [InlineData("*a?")]
    [InlineData("*")]
    [InlineData("?")]
    [InlineData("*aa")]
    [InlineData("*\\*")]
    public void Nobody_makes_the_server_think_for_long(string part)
    {
        var pattern = string.Concat(Enumerable.Repeat(part, 1 + (Mask.LengthMax / part.Length)))[..(Mask.LengthMax - 1)];
        var text = new string('a', 10_000);

        // Whoever tries every way that a mask could match does not live to see the end of this.
        Assert.False(Mask.Matches(pattern + "b", text));
        Assert.False(Mask.Matches("*" + pattern[..^1] + "b", text));
        Assert.False(Mask.Matches("*" + new string('a', Mask.LengthMax - 2) + "b", text));
    }

    [Fact]
    public void Whoever_shows_no_user_name_or_host_has_a_star_there()
    {
        Assert.True(Mask.Covers("bob!*@*", Who("bob", null, null)));
        Assert.True(Mask.Covers("*!*@\\*", Who("bob", null, null)));
        Assert.False(Mask.Covers("*!b*@*", Who("bob", null, null)));
        Assert.True(Mask.Covers("*!~b@cafe.*", Who("bob", "~b", "cafe.example")));
    }

    private static Identity Who(string nick, string? user, string? host)
    {
        Assert.True(Nick.TryParse(nick, out var parsed));
        return new Identity(new PersonId(1), parsed) { User = user, Host = host };
    }

    private static Gen<string> Texts(params string[] parts) => Gen.Elements(parts).ListOf().Select(string.Concat);

    private static bool Plainly(ReadOnlySpan<Rune> pattern, ReadOnlySpan<Rune> text)
    {
        if (pattern.IsEmpty) return text.IsEmpty;
        if (pattern[0].Value == '*') return Plainly(pattern[1..], text) || (!text.IsEmpty && Plainly(pattern, text[1..]));
        if (text.IsEmpty) return false;
        if (pattern[0].Value == '?') return Plainly(pattern[1..], text[1..]);
        if (pattern[0].Value == '\\' && pattern.Length > 1 && pattern[1].Value is '*' or '?') pattern = pattern[1..];
        return pattern[0].ToString().Equals(text[0].ToString(), StringComparison.OrdinalIgnoreCase) && Plainly(pattern[1..], text[1..]);
    }

    private static Nick NickOf(string text) => Nick.TryParse(text, out var nick) ? nick : throw new ArgumentException(text);
}
