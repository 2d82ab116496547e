using BenchmarkDotNet.Attributes;
using Parley.Server.Delivery;

namespace Parley.Benchmarks;

/// <summary>What one more hearer costs beside the kernel: messages put into an outbox, and one write of all that waits.</summary>
/// <remarks>Results are for one outbox. It refers to the shared bytes and gathers them in memory that it does not own: nothing is allocated.</remarks>
[MemoryDiagnoser]
public class OutboxBenchmarks
{
    private const int Outboxes = 1000;

    private readonly OutboxStore _store = new();
    private readonly Outbox[] _outboxes = [.. Enumerable.Range(0, Outboxes).Select(_ => new Outbox(new Taking(), Framing.Terminated, 1 << 20))];
    private readonly byte[] _message = new byte[160];

    /// <summary>How many messages leave in one write.</summary>
    [Params(1, 16)]
    public int Messages { get; set; }

    [Benchmark(OperationsPerInvoke = Outboxes)]
    public async Task AddAndWriteAsync()
    {
        for (var i = 0; i < Messages; i++)
        {
            foreach (var outbox in _outboxes) outbox.Add(_message, _store);
        }

        foreach (var outbox in _outboxes) await outbox.WriteAsync(_store);
    }

    private sealed class Taking : Output
    {
        public override ValueTask<bool> WriteAsync(ReadOnlySpan<byte> bytes) => new(true);
    }
}
