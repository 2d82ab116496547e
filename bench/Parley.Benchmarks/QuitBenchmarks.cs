using System.IO.Pipelines;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Benchmarks;

/// <summary>All leave a room at once, as when a network between them and the server breaks: decided, evolved and delivered to those who are left.</summary>
/// <remarks>Half of all pairs is what has to be shown, so it grows with the square. The result is for all of them.</remarks>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 1, iterationCount: 5)]
public class QuitBenchmarks : IDisposable
{
    private const int QuitsPerBatch = 1000;

    private Shard _shard = null!;
    private Lobby _lobby = null!;
    private LocalSession[] _sessions = [];

    [Params(1000, 10_000)]
    public int People { get; set; }

    [IterationSetup]
    public void Come() => ComeAsync().GetAwaiter().GetResult();

    [IterationCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _shard.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    [Benchmark]
    public async Task AllQuit()
    {
        foreach (var together in _sessions.Chunk(QuitsPerBatch))
        {
            var batch = new Batch(epoch: 0);
            foreach (var session in together) batch.Add(new Request(session, new Leave(session.Id, null)), _lobby.Leave(session.Id));
            await DeliverAsync(batch);
        }
    }

    private async Task ComeAsync()
    {
        _shard = new Shard(PipeScheduler.ThreadPool, TimeProvider.System, NullLogger.Instance);
        _sessions = [.. Enumerable.Range(0, People).Select(number => new ListeningSession(Lobby.Session(number)) { Shard = _shard })];
        foreach (var session in _sessions) _shard.Attach(session);
        _lobby = new Lobby(People);
        var opening = new Batch(epoch: 0);
        foreach (var happened in _lobby.Opening) opening.Add(default, happened);
        await DeliverAsync(opening);
    }

    private Task DeliverAsync(Batch batch)
    {
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _shard.Deliver([batch], delivered.SetResult);
        return delivered.Task;
    }
}
