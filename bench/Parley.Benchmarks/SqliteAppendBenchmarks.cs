using BenchmarkDotNet.Attributes;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary>Appending and waiting until it is on the disk, one batch after the other.</summary>
/// <remarks>Results are for one batch. The disk is the one of the temporary directory: set TMPDIR to measure another.</remarks>
[MemoryDiagnoser]
public class SqliteAppendBenchmarks
{
    private readonly Lobby _lobby = new(people: 100);
    private DirectoryInfo _directory = null!;
    private SqliteEventLog _log = null!;

    [Params(1, 16, 256)]
    public int BatchEvents { get; set; }

    [Params(Durability.Full, Durability.Normal)]
    public Durability Durability { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _directory = Directory.CreateTempSubdirectory("parley-benchmark-");
        _log = await SqliteEventLog.OpenAsync(
            new SqliteLogOptions { Directory = _directory.FullName, Durability = Durability }, CancellationToken.None);
        await AppendAsync(_lobby.Opening);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _log.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Benchmark]
    public Task AppendBatch()
    {
        var batch = new Event[BatchEvents];
        for (var i = 0; i < batch.Length; i++) batch[i] = _lobby.Speak();
        return AppendAsync(batch);
    }

    private async Task AppendAsync(IReadOnlyList<Event> events)
    {
        using var turn = await _log.TakeTurnAsync(new Sequence(events[0].Sequence.Value - 1), CancellationToken.None);
        await turn.AppendAsync(events);
    }
}
