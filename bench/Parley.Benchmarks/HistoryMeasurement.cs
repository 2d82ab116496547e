using System.CommandLine;
using System.Diagnostics;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary><c>history</c>: how long a page of history and a search take on very many messages, while more are written.</summary>
/// <remarks>
/// What CHATHISTORY LATEST 100 and SEARCH ask of the storage, one after the other. Meanwhile events are appended, and the index
/// takes them in, as fast as is asked for.
/// </remarks>
internal static class HistoryMeasurement
{
    private const int IndexBatchEvents = 1024;

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

            var begun = Stopwatch.GetTimestamp();
            var cpu = Environment.CpuUsage.TotalTime;
            await CatchUpAsync(log, index);
            Console.WriteLine($"{events:N0} messages indexed in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N1} s, {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / events:N1} µs of processor each");
            Console.WriteLine($"parley.db {Megabytes(directory, "parley.db")} MB, search.db {Megabytes(directory, "search.db")} MB");

            using var stopping = new CancellationTokenSource();
            var writing = WriteAsync(lobby, log, index, writesPerSecond, stopping.Token);
            var rooms = lobby.World.Rooms.Named.Select(room => room.Id).ToArray();
            await MeasureAsync("LATEST 100", queries, i => log.ReadRoomAsync(
                new HistoryQuery(rooms[i % rooms.Length]) { CountMax = 100, MessagesOnly = true }, CancellationToken.None));
            await MeasureAsync("search, a rare word", queries, i => SearchAsync(log, index, rooms, $"w{i * 97 % 50_000}"));
            await MeasureAsync("search, two common words", queries, i => SearchAsync(log, index, rooms, "fountain", $"c{i % 100}"));
            await MeasureAsync("search, in one room", queries, i => SearchAsync(log, index, [rooms[i % rooms.Length]], "fountain"));
            await stopping.CancelAsync();
            await writing;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Words as people use them: a few in every message, some now and then, some once in a while.</summary>
    private static string Sentence(int number) => $"Shall we meet at the fountain c{number % 100} at a quarter past w{number % 50_000}, as always?";

    private static async ValueTask<IReadOnlyList<Event>> SearchAsync(SqliteEventLog log, SqliteMessageIndex index, RoomId[] rooms, params string[] words)
    {
        var found = await index.FindAsync(new MessageSearch([.. rooms]) { Words = [.. words], CountMax = 50 }, CancellationToken.None);
        return await log.ReadEventsAsync(found, CancellationToken.None);
    }

    private static async Task MeasureAsync(string name, int queries, Func<int, ValueTask<IReadOnlyList<Event>>> ask)
    {
        for (var i = 0; i < 100; i++) await ask(i);
        var times = new double[queries];
        var found = 0L;
        for (var i = 0; i < queries; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            found += (await ask(i)).Count;
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"{name,-26} median {times[queries / 2],7:N2} ms, 99th percentile {times[queries * 99 / 100],7:N2} ms, {(double)found / queries:N0} messages each");
    }

    private static async Task WriteAsync(Lobby lobby, SqliteEventLog log, SqliteMessageIndex index, int perSecond, CancellationToken stopping)
    {
        const int PerSecondTicks = 20;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecondTicks));
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await AppendAsync(log, [.. Enumerable.Range(0, perSecond / PerSecondTicks).Select(i => lobby.Speak(Sentence(i)))]);
                await CatchUpAsync(log, index);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough has been measured.
        }
    }

    private static async Task CatchUpAsync(SqliteEventLog log, SqliteMessageIndex index)
    {
        var batch = new List<Event>();
        await foreach (var stored in log.ReadAsync(index.Cursor.Place, CancellationToken.None))
        {
            batch.Add(stored);
            if (batch.Count < IndexBatchEvents) continue;
            await index.AddAsync(batch, CancellationToken.None);
            batch.Clear();
        }

        if (batch.Count > 0) await index.AddAsync(batch, CancellationToken.None);
    }

    private static async Task AppendAsync(SqliteEventLog log, List<Event> events)
    {
        using var turn = await log.TakeTurnAsync(new Sequence(events[0].Sequence.Value - 1), CancellationToken.None);
        await turn.AppendAsync(events);
    }

    private static long Megabytes(DirectoryInfo directory, string name) => new FileInfo(Path.Combine(directory.FullName, name)).Length >> 20;
}
