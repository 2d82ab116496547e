using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Parley.Irc.Tests;

public sealed class ModeStringTests
{
    private static readonly ModeTypes Types = new("beI,k,l,imnstrRCM", "qaohv");

    private static readonly Gen<ModeChange> Changes =
        from isSet in Gen.Elements(true, false)
        from letter in Gen.Elements("beIklimnstqaohv".ToCharArray())
        from argument in Gen.Elements("a", "bob!*@*", "12", "é")
        select new ModeChange(isSet, letter, Types.TakesArgument(letter, isSet) ? argument : null);

    [Theory]
    [InlineData("+mb *@127.0.0.1", "+m +b=*@127.0.0.1")]
    [InlineData("-bl+i *@192.168.0.1", "-b=*@192.168.0.1 -l +i")]
    [InlineData("+o bunny", "+o=bunny")]
    [InlineData("b", "+b")]
    [InlineData("+beI x", "+b=x +e +I")]
    [InlineData("+k-k key key", "+k=key -k=key")]
    [InlineData("-k", "-k")]
    [InlineData("+l-l 5", "+l=5 -l")]
    [InlineData("+l", "+l")]
    [InlineData("ov-h a b c d", "+o=a +v=b -h=c")]
    [InlineData("+-+i", "+i")]
    [InlineData("+zi! x", "+z +i +!")]
    [InlineData("+🐎", "+\ufffd")]
    [InlineData("+", "")]
    public void A_mode_string_is_read_with_its_arguments(string parameters, string expected) =>
        Assert.Equal(expected, string.Join(' ', ModeString.Parse(Types, parameters.Split(' '))
            .Select(change => $"{(change.IsSet ? '+' : '-')}{change.Letter}{(change.Argument is null ? "" : $"={change.Argument}")}")));

    [Fact]
    public void No_mode_string_changes_nothing() => Assert.Empty(ModeString.Parse(Types));

    [Fact]
    public void Letters_have_the_types_that_are_advertised()
    {
        Assert.Equal(ModeType.List, Types['b']);
        Assert.Equal(ModeType.Setting, Types['k']);
        Assert.Equal(ModeType.SettingWhenSet, Types['l']);
        Assert.Equal(ModeType.Flag, Types['M']);
        Assert.Equal(ModeType.Prefix, Types['q']);
        Assert.Equal(ModeType.Unknown, Types['x']);
        Assert.Equal(ModeType.Unknown, Types[',']);
        Assert.Equal(ModeType.Flag, new ModeTypes(",,,iowBR,x")['B']);
        Assert.Equal(ModeType.Unknown, new ModeTypes(",,,iowBR,x")['x']);
    }

    [Theory]
    [InlineData("+o-v a b")]
    [InlineData("+imn-st")]
    [InlineData("-k+kl * key 7")]
    [InlineData("+b")]
    public void Changes_are_written_in_the_shortest_form(string shortest) =>
        Assert.Equal(shortest.Split(' '), ModeString.Write(ModeString.Parse(Types, shortest.Split(' ')).AsSpan()));

    [Fact]
    public void Signs_that_say_nothing_new_are_left_out() =>
        Assert.Equal(["+ov-m", "a", "b"], ModeString.Write(ModeString.Parse(Types, "+o+v-m", "a", "b").AsSpan()));

    [Fact]
    public void Nothing_is_written_for_no_changes() => Assert.Empty(ModeString.Write());

    [Fact]
    public void Changes_are_read_back_as_they_were_written() => Holds((changes, bytesMax) =>
    {
        var lines = ModeString.WriteLines(changes, bytesMax, argumentsMax: 4).ToArray();
        Assert.Equal(changes, lines.SelectMany(line => ModeString.Parse(Types, line.AsSpan())));
        Assert.All(lines, line =>
        {
            Assert.InRange(line.Length, 1, 5);
            Assert.InRange(Encoding.UTF8.GetByteCount(string.Join(' ', line)), 1, bytesMax);
        });
    });

    [Fact]
    public void A_change_that_is_too_long_is_a_line_of_its_own() =>
        Assert.Equal(["+i", "+b looong", "+m"], ModeString.WriteLines([new(true, 'i'), new(true, 'b', "looong"), new(true, 'm')], 5)
            .Select(line => string.Join(' ', line)));

    private static void Holds(Action<ImmutableArray<ModeChange>, int> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(40),
            Prop.ForAll(Arb.From(Changes.ArrayOf().Zip(Gen.Choose(10, 60))), both => property([.. both.Item1], both.Item2)));
}
