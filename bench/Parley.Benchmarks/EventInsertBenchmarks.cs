using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary>What SQLite's inserts cost the writer's thread: no queue, no other thread, no waiting for the disk.</summary>
/// <remarks>
/// Results are for one event, in transactions of <see cref="TransactionEvents"/>. Iterations are short and many, so that
/// the minimum says something on a busy machine too.
/// </remarks>
[MemoryDiagnoser]
[MinColumn]
[SimpleJob(warmupCount: 50, iterationCount: 200)]
public class EventInsertBenchmarks : IDisposable
{
    private const int TransactionEvents = 1024;

    private DirectoryInfo _directory = null!;
    private SqliteConnection _connection = null!;
    private EventInserts _inserts = null!;
    private Lobby _lobby = null!;
    private readonly Event[] _events = new Event[TransactionEvents];

    [Params(1, 100)]
    public int Rooms { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _directory = Directory.CreateTempSubdirectory("parley-benchmark-");
        _connection = LogFile.OpenForWriting(
            DataDirectory.DatabasePath(_directory.FullName),
            new SqliteLogOptions { Directory = _directory.FullName, Durability = Durability.Normal });
        _inserts = new EventInserts(_connection);
        _lobby = new Lobby(people: 100, Rooms);
        Insert(_lobby.Opening);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _inserts.Dispose();
        _connection.Dispose();
        _directory.Delete(recursive: true);
    }

    [IterationSetup]
    public void Speak()
    {
        for (var i = 0; i < _events.Length; i++) _events[i] = _lobby.Speak();
    }

    [Benchmark(OperationsPerInvoke = TransactionEvents)]
    public void InsertEvent() => Insert(_events);

    private void Insert(IReadOnlyList<Event> events)
    {
        _inserts.Begin();
        foreach (var stored in events) _inserts.Insert(stored);
        _inserts.Commit();
    }
}
