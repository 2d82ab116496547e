using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Crash;

/// <summary>Killed while the write-ahead log is being moved into the database, a server has lost nothing that it had taken.</summary>
public sealed class KillDuringCheckpointTests
{
    private const int Kills = 3;
    private const int Speakers = 3;
    private const int LinesPerBurst = 100;

    /// <summary>When a checkpoint begins: after so many pages.</summary>
    private const long CheckpointBytes = 1000 * (8192 + 24);

    private static readonly string Filler = new('x', 400);

    [Fact]
    public async Task What_was_taken_is_in_the_log_once_and_in_order()
    {
        using var directory = new TemporaryDirectory();
        var data = directory["data"];
        var wal = new FileInfo(Path.Combine(data, "parley.db-wal"));
        var taken = new List<Taken>();
        for (var run = 0; run < Kills; run++)
        {
            await using var server = await ServerProcess.StartAsync(data, ServerProcess.AnyPlain);
            var isFull = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var speakers = Enumerable.Range(0, Speakers).Select(number => SpeakAsync(server, $"r{run}s{number}", OnTaken)).ToList();
            await isFull.Task.WaitAsync(Transcript.Patience, TestContext.Current.CancellationToken);
            await server.KillAsync();
            taken.AddRange(await Task.WhenAll(speakers));

            void OnTaken()
            {
                lock (wal)
                {
                    wal.Refresh();
                    if (wal.Length >= CheckpointBytes) isFull.TrySetResult();
                }
            }
        }

        await using var last = await ServerProcess.StartAsync(data, ServerProcess.AnyPlain);
        await last.StopAsync();
        foreach (var each in taken) await VerifyAsync(data, each);
    }

    /// <summary>Says numbered lines in a room of its own until the connection breaks.</summary>
    private static async Task<Taken> SpeakAsync(ServerProcess server, string nick, Action onTaken)
    {
        await using var speaker = await LineConnection.JoinPlainAsync(server.Plain, nick);
        await speaker.SendAsync($"/join #{nick}\n");
        await speaker.Received.WaitForAsync($"*** you are in #{nick}\n");
        var count = 0;
        for (var from = speaker.Received.Length; ; count += LinesPerBurst)
        {
            try
            {
                // What is answered to the question comes behind what has been stored.
                await speaker.SendAsync(string.Concat(Enumerable.Range(count, LinesPerBurst).Select(number => $"{TextOf(number)}\n")) + "/topic\n");
            }
            catch (IOException)
            {
                break;
            }

            if (await speaker.Received.FindAsync($"*** #{nick} has no topic\n", from) is not { } end) break;
            from = end;
            onTaken();
        }

        return new Taken($"#{nick}", count);
    }

    private static async Task VerifyAsync(string data, Taken taken)
    {
        var stored = (await StoredLog.ReadAsync(data, taken.Room)).Said.ToList();
        Assert.InRange(stored.Count, taken.Count, taken.Count + LinesPerBurst);
        Assert.Equal(Enumerable.Range(0, stored.Count).Select(TextOf), stored);
    }

    private static string TextOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} {Filler}");

    /// <summary>So many lines of a room were taken, from the first on.</summary>
    private sealed record Taken(string Room, int Count);
}
