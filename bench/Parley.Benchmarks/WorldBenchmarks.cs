using BenchmarkDotNet.Attributes;

namespace Parley.Benchmarks;

/// <summary>What the node's loop does for a message, apart from the log.</summary>
[MemoryDiagnoser]
public class WorldBenchmarks
{
    private readonly Lobby _lobby = new(people: 100);

    [Benchmark]
    public Event DecideAndEvolveSay() => _lobby.Speak();
}
