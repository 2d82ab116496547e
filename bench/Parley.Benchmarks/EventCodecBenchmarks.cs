using BenchmarkDotNet.Attributes;

namespace Parley.Benchmarks;

/// <summary>An event's way into the log and out of it, apart from the disk.</summary>
[MemoryDiagnoser]
public class EventCodecBenchmarks
{
    private readonly Event _said = new Lobby(people: 1).Speak();
    private byte[] _json = [];

    [GlobalSetup]
    public void Setup() => _json = EventCodec.Write(_said);

    [Benchmark]
    public byte[] Encode() => EventCodec.Write(_said);

    [Benchmark]
    public Event Decode() => EventCodec.Read(_said.Sequence, _said.At, "said", _json);
}
