using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary>What storing costs the writer's thread: encoding and SQLite, no queue, no other thread, hardly any waiting for the disk.</summary>
/// <remarks>Results are for one event. Iterations are short and many, so that the minimum says something on a busy machine too.</remarks>
[MemoryDiagnoser]
[MinColumn]
[SimpleJob(warmupCount: 50, iterationCount: 200)]
public class EventInsertBenchmarks : IDisposable
{
    private const int IterationEvents = 1000;

    private DirectoryInfo _directory = null!;
    private SqliteConnection _connection = null!;
    private EventInserts _inserts = null!;
    private Lobby _lobby = null!;
    private readonly Event[] _events = new Event[IterationEvents];

    [Params(1, 100)]
    public int Rooms { get; set; }

    [Params(1, 10, 100, 1000)]
    public int TransactionEvents { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _directory = Directory.CreateTempSubdirectory("parley-benchmark-");
        _connection = LogFile.OpenForWriting(
            DataDirectory.DatabasePath(_directory.FullName),
            new SqliteLogOptions { Directory = _directory.FullName, Durability = Durability.Normal });
        _inserts = new EventInserts(_connection);
        _lobby = new Lobby(people: 100, Rooms);
        Insert([.. _lobby.Opening]);
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

    [Benchmark(OperationsPerInvoke = IterationEvents)]
    public void InsertEvent()
    {
        for (var done = 0; done < IterationEvents; done += TransactionEvents) Insert(_events.AsSpan(done, TransactionEvents));
    }

    private void Insert(ReadOnlySpan<Event> events)
    {
        _inserts.Begin();
        foreach (var stored in events) _inserts.Insert(stored);
        _inserts.Commit();
    }
}
