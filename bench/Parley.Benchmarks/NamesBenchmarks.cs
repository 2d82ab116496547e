using System.Globalization;
using BenchmarkDotNet.Attributes;
using Parley.Server.Doors.Irc;

namespace Parley.Benchmarks;

/// <summary>Somebody joins a room of many: deciding it, and the names that they are told.</summary>
[MemoryDiagnoser]
public class NamesBenchmarks
{
    private const int Members = 5000;

    private readonly Lobby _lobby = new(Members);
    private int _next = Members;

    [IterationSetup]
    public void Come() => _lobby.Come(Lobby.Session(_next), string.Create(CultureInfo.InvariantCulture, $"person{_next + 1}"));

    [Benchmark]
    public int JoinBigRoom()
    {
        var entered = _lobby.Join(Lobby.Session(_next++));
        return IrcAnswers.Of(entered, IrcFeatures.None).Length;
    }
}
