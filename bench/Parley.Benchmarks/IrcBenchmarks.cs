using BenchmarkDotNet.Attributes;
using Parley.Irc;
using Parley.Server.Doors.Irc;

namespace Parley.Benchmarks;

/// <summary>What the IRC door does with bytes: once for each line that comes, and once for each event and set of capabilities.</summary>
[MemoryDiagnoser]
public class IrcBenchmarks
{
    private readonly byte[] _line = "PRIVMSG #lobby :Shall we meet at the fountain at a quarter past seven, as always?"u8.ToArray();
    private readonly Event _said = new Lobby(people: 1).Speak();
    private readonly IrcRendering _tagged = IrcRendering.For(IrcFeatures.MessageTags | IrcFeatures.ServerTime | IrcFeatures.AccountTag | IrcFeatures.Batch | IrcFeatures.Multiline);

    [Benchmark]
    public IrcMessage Parse()
    {
        IrcMessage.Parse(_line, out var message);
        return message;
    }

    [Benchmark]
    public byte[] RenderWithTags() => _tagged.Render(_said);

    [Benchmark]
    public byte[] Render() => IrcRendering.Plain.Render(_said);
}
