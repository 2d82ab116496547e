using System.IO.Pipelines;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Benchmarks;

/// <summary>One message to all in a room: said, rendered, put into the outboxes and written to connections that take everything.</summary>
/// <remarks>What is allocated is for the message: it is the same whether ten hear it or a thousand.</remarks>
[MemoryDiagnoser]
public class DeliveryBenchmarks : IAsyncDisposable
{
    private readonly Shard _shard = new(PipeScheduler.ThreadPool, TimeProvider.System, NullLogger.Instance);
    private Lobby _lobby = null!;

    [Params(10, 1000)]
    public int Recipients { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        for (var number = 0; number < Recipients; number++) _shard.Attach(new ListeningSession(Lobby.Session(number)) { Shard = _shard });
        _lobby = new Lobby(Recipients);
        foreach (var happened in _lobby.Opening) await DeliverAsync(happened);
    }

    [GlobalCleanup]
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _shard.DisposeAsync();
    }

    [Benchmark]
    public Task Deliver() => DeliverAsync(_lobby.Speak());

    private Task DeliverAsync(Event happened)
    {
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var batch = new Batch(epoch: 0);
        batch.Add(default, happened);
        _shard.Deliver([batch], delivered.SetResult);
        return delivered.Task;
    }
}
