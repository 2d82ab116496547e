using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace Parley.Irc.Tests;

/// <summary>What is written is read back as it was; what is read does no harm, whatever it is.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<char> Odd = Gen.Elements(" :;@=\\+!\t\u0001\u0002é漢,*?/sr#-1aZ".ToCharArray());

    private static readonly Gen<string> Texts =
        Odd.Select(character => character.ToString()).Or(Gen.Elements("🐎", "e\u0301", "word", "\ufeff")).ArrayOf().Select(string.Concat);

    private static readonly Gen<string> Words =
        Texts.Select(text => text.Replace(" ", "", StringComparison.Ordinal).TrimStart(':')).Select(text => text.Length == 0 ? "*" : text);

    private static readonly Gen<IrcTags> Tags =
        Gen.Elements("a", "+b", "x.example/c", "+y.example/d-1", "label").Zip(Texts.Or(Gen.Elements("", "\r\n")))
            .ArrayOf().Select(tags => IrcTags.Of([.. tags]));

    private static readonly Gen<IrcMessage> Messages =
        from tags in Tags
        from source in Words.Or(Gen.Constant(""))
        from command in Gen.Elements("PRIVMSG", "join", "001", "X")
        from middle in Words.ArrayOf()
        from last in Texts
        select new IrcMessage(command, [.. middle.Take(14), last]) { Tags = tags, Source = source.Length == 0 ? null : source };

    private static readonly Gen<byte[]> Mutated =
        from message in Messages
        from changes in Gen.Choose(0, 10_000).Zip(Gen.Choose(0, 255)).ArrayOf()
        from cut in Gen.Choose(0, 40)
        select Mutate(message.ToBytes(), changes, cut);

    [Fact]
    public void A_message_is_read_back_as_it_was_written() => Holds(Messages, message =>
    {
        Assert.Equal(IrcLineFlaw.None, IrcMessage.Parse(message.ToBytes().AsSpan()[..^2], out var read));
        AssertSame(message, read);
    });

    [Fact]
    public void A_message_with_a_customary_colon_is_the_same_message() => Holds(Messages, message =>
    {
        var output = new ArrayBufferWriter<byte>();
        new IrcWriter(output).WriteTrailing(message);
        IrcMessage.Parse(output.WrittenSpan[..^2], out var read);
        AssertSame(message, read);
    });

    [Fact]
    public void Mutated_lines_never_throw_and_never_break_the_framing() => Holds(Mutated, AssertHarmless);

    [Fact]
    public void Random_bytes_never_throw_and_never_break_the_framing() =>
        Holds(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(), AssertHarmless);

    [Fact]
    public void Random_parts_never_break_the_framing()
    {
        var anything = Gen.Choose(0, 0xffff).Select(value => (char)value).Or(Gen.Elements(" :@\r\n\0;=\\".ToCharArray())).ArrayOf()
            .Select(characters => new string(characters));
        Holds(anything.ArrayOf(5), parts => AssertFramed(new IrcMessage(parts[0], parts[1], parts[2])
        {
            Source = parts[3],
            Tags = IrcTags.Of(("a", parts[4])),
        }.ToBytes()));
    }

    private static void AssertHarmless(byte[] bytes)
    {
        var reader = new IrcLineReader();
        var input = new ReadOnlySequence<byte>([.. bytes, (byte)'\n']);
        while (reader.Read(ref input, out var line) is not IrcLineRead.Nothing and var read)
        {
            if (read == IrcLineRead.TooLong) continue;

            var flaw = IrcMessage.Parse(line, out var message);
            AssertFramed(message.ToBytes());
            if (flaw != IrcLineFlaw.None || message.Command[0] is '@' or ':') continue;

            Assert.Equal(IrcLineFlaw.None, IrcMessage.Parse(message.ToBytes().AsSpan()[..^2], out var again));
            AssertSame(message, again);
        }
    }

    private static void AssertFramed(byte[] line)
    {
        Assert.Equal("\r\n"u8.ToArray(), line[^2..]);
        Assert.True(line.AsSpan()[..^2].IndexOfAny("\r\n\0"u8) < 0);
    }

    private static void AssertSame(IrcMessage expected, IrcMessage actual)
    {
        Assert.Equal(expected.Tags.AsEnumerable(), actual.Tags);
        Assert.Equal(expected.Source, actual.Source);
        Assert.Equal(expected.Command, actual.Command);
        Assert.Equal(expected.Parameters.AsEnumerable(), actual.Parameters);
    }

    private static byte[] Mutate(byte[] line, (int Place, int Value)[] changes, int cut)
    {
        foreach (var (place, value) in changes) line[place % line.Length] = (byte)value;
        return line[..Math.Max(0, line.Length - cut)];
    }

    private static void Holds<T>(Gen<T> values, Action<T> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(40), Prop.ForAll(Arb.From(values), property));
}
