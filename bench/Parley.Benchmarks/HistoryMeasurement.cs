using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.History;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary><c>history</c>: how long a page of history and a search take on very many messages: alone, and while more are written.</summary>
/// <remarks>
/// What CHATHISTORY LATEST 100 and SEARCH ask of the storage, one after the other. Alone, the processor time of the whole process
/// belongs to the answers, and is what other load on the machine does not change. Then messages are appended at a steady rate, and
/// each search waits until the index has all that was said before it, as it does in a server.
/// </remarks>
internal static class HistoryMeasurement
{
    /// <summary>How long one kind of answer is asked for at the most.</summary>
    private static readonly TimeSpan KindMax = TimeSpan.FromSeconds(20);

    public static System.CommandLine.Command CreateCommand()
    {
        var events = new Option<int>("--events") { Description = "How many messages are in the log.", DefaultValueFactory = _ => 1_000_000 };
        var queries = new Option<int>("--queries") { Description = "How many answers of each kind are measured.", DefaultValueFactory = _ => 2_000 };
        var perSecond = new Option<int>("--writes") { Description = "How many messages are written in a second meanwhile.", DefaultValueFactory = _ => 1_000 };
        var command = new System.CommandLine.Command("history", "Measure pages of history and searches on a long log.") { events, queries, perSecond };
        command.SetAction(result => RunAsync(result.GetValue(events), result.GetValue(queries), result.GetValue(perSecond)));
        return command;
    }

    private static async Task RunAsync(int events, int queries, int writesPerSecond)
    {
        var directory = Directory.CreateTempSubdirectory("parley-history-");
        try
        {
            var lobby = new Lobby(people: 1000, rooms: 10);
            await using var log = await SqliteEventLog.OpenAsync(
                new SqliteLogOptions { Directory = directory.FullName, Durability = Durability.Normal }, CancellationToken.None);
            await using var index = await SqliteMessageIndex.OpenAsync(directory.FullName, CancellationToken.None);
            await AppendAsync(log, lobby.Opening);
            foreach (var chunk in Enumerable.Range(0, events).Chunk(1000)) await AppendAsync(log, [.. chunk.Select(i => lobby.Speak(Sentence(i)))]);

            var indexer = new MessageIndexer(log, index, TimeProvider.System, NullLogger<MessageIndexer>.Instance);
            var begun = Stopwatch.GetTimestamp();
            var cpu = Environment.CpuUsage.TotalTime;
            await indexer.StartAsync(CancellationToken.None);
            await indexer.CatchUpAsync(lobby.World.Head);
            Console.WriteLine($"{events:N0} messages indexed in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N1} s, {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / events:N1} µs of processor each");
            Console.WriteLine($"parley.db {Megabytes(directory, "parley.db")} MB, search.db {Megabytes(directory, "search.db")} MB");

            var kinds = Kinds(log, new MessageFinder(log, index, indexer, TimeProvider.System), lobby);
            Console.WriteLine($"{"alone",-44}{"median",10}{"99th perc.",12}{"processor",12}{"messages",10}");
            foreach (var (name, ask) in kinds) await MeasureAsync(name, queries, ask);
            Console.WriteLine($"with {writesPerSecond:N0} messages a second");
            using var stopping = new CancellationTokenSource();
            var writing = WriteAsync(lobby, log, events, writesPerSecond, stopping.Token);
            foreach (var (name, ask) in kinds) await MeasureAsync(name, queries, ask);
            await stopping.CancelAsync();
            await writing;
            await indexer.StopAsync(CancellationToken.None);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>What is asked for; the number says which time it is.</summary>
    private static (string Name, Func<int, Task<IReadOnlyList<Event>>> Ask)[] Kinds(SqliteEventLog log, MessageFinder finder, Lobby lobby)
    {
        var rooms = lobby.World.Rooms.Named.Select(room => room.Ref).OrderBy(room => room.Id.Value).ToArray();
        return
        [
            ("LATEST 100", i => log.ReadRoomAsync(new HistoryQuery(rooms[i % rooms.Length].Id) { CountMax = 100, MessagesOnly = true }, CancellationToken.None).AsTask()),
            ("search: a rare word", i => FindAsync(rooms, search => search with { Words = [$"w{i * 97 % 50_000}"] })),
            ("search: a common word", _ => FindAsync(rooms, search => search with { Words = ["fountain"] })),
            ("search: two common words", i => FindAsync(rooms, search => search with { Words = ["fountain", $"c{i % 100}"] })),
            ("search: a common word in one room", i => FindAsync([rooms[i % rooms.Length]], search => search with { Words = ["fountain"] })),
            // Each of these words is said in one room only.
            ("search: a word common in others' rooms only", i => FindAsync(rooms[..2], search => search with { Words = [$"c{2 + (i % 8)}"] })),
            ("search: what one person said", i => FindAsync(rooms, search => search with { From = Speaker(i), Words = ["fountain"] })),
            ("search: the oldest in a tenth of the time", i => FindAsync(rooms, search => search with { Words = ["fountain"], IsFromOldest = true, After = Tenth(i), Before = Tenth(i + 1) })),
            ("search: the beginning of a word in all", _ => FindAsync(rooms, search => search with { Words = ["founta*"] })),
        ];

        Task<IReadOnlyList<Event>> FindAsync(RoomRef[] where, Func<MessageSearch, MessageSearch> what) => finder.FindAsync(
            what(new MessageSearch([.. where.Select(room => room.Id)]) { CountMax = 50 }),
            new HistoryGranted([.. where], lobby.World.Head, lobby.World.People.Find(Lobby.Session(0))!.Identity),
            CancellationToken.None);

        Nick Speaker(int number) => lobby.World.People.Find(Lobby.Session(number % rooms.Length))!.Nick;

        Sequence Tenth(int number) => new(lobby.World.Head.Value / 10 * (1 + (number % 8)));
    }

    /// <summary>Words as people use them: a few in every message, some now and then, some once in a while.</summary>
    private static string Sentence(int number) => $"Shall we meet at the fountain c{number % 100} at a quarter past w{number % 50_000}, as always?";

    private static async Task MeasureAsync(string name, int queries, Func<int, Task<IReadOnlyList<Event>>> ask)
    {
        for (var i = 0; i < queries / 20; i++) await ask(i);
        var times = new List<double>(queries);
        var found = 0L;
        var cpu = Environment.CpuUsage.TotalTime;
        var all = Stopwatch.StartNew();
        while (times.Count < queries && all.Elapsed < KindMax)
        {
            var begun = Stopwatch.GetTimestamp();
            found += (await ask(times.Count)).Count;
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        var processor = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times.Count;
        times.Sort();
        Console.WriteLine($"{name,-44}{times[times.Count / 2],7:N2} ms{times[times.Count * 99 / 100],9:N2} ms{processor,9:N2} ms{(double)found / times.Count,10:N0}");
    }

    private static async Task WriteAsync(Lobby lobby, SqliteEventLog log, int number, int perSecond, CancellationToken stopping)
    {
        const int PerSecondTicks = 20;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecondTicks));
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                await AppendAsync(log, [.. Enumerable.Range(0, perSecond / PerSecondTicks).Select(_ => lobby.Speak(Sentence(number++)))]);
        }
        catch (OperationCanceledException)
        {
            // Enough has been measured.
        }
    }

    private static async Task AppendAsync(SqliteEventLog log, List<Event> events)
    {
        using var turn = await log.TakeTurnAsync(new Sequence(events[0].Sequence.Value - 1), CancellationToken.None);
        await turn.AppendAsync(events);
    }

    private static long Megabytes(DirectoryInfo directory, string name) => new FileInfo(Path.Combine(directory.FullName, name)).Length >> 20;
}
