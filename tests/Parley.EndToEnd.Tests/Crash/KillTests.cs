using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Crash;

/// <summary>Seen means stored: whatever anybody saw before the server was killed is in the log after it.</summary>
public sealed class KillTests
{
    private const int Kills = 12;
    private const int TalkersPerDoor = 2;
    private const int LoadMillisecondsMax = 500;

    private readonly int _seed = Random.Shared.Next();

    [Fact]
    public async Task What_anyone_saw_before_a_kill_is_in_the_log_once_and_in_the_same_order()
    {
        using var directory = new TemporaryDirectory();
        var data = directory["data"];
        var random = new Random(_seed);
        var witnesses = new List<Witness>();
        IReadOnlyList<string> doors =
        [
            $"plain://127.0.0.1:{LoopbackPorts.Next()}",
            $"classic://127.0.0.1:{LoopbackPorts.Next()}?prompt=NAME",
            $"classic://127.0.0.1:{LoopbackPorts.Next()}?prompt=NICK",
            $"classic://127.0.0.1:{LoopbackPorts.Next()}?prompt=NAME&framing=line",
        ];

        for (var run = 0; run < Kills; run++)
        {
            // On the same ports again, though connections to them have just been cut.
            await using var server = await ServerProcess.StartAsync(data, doors);
            witnesses.AddRange(await TalkUntilKilledAsync(server, run, TimeSpan.FromMilliseconds(random.Next(LoadMillisecondsMax))));
            Verify(witnesses, await StoredLog.ReadAsync(data), run);
        }

        await using var last = await ServerProcess.StartAsync(data, doors);
        await TheLobbyGoesOnAsync(last);
        Verify(witnesses, await StoredLog.ReadAsync(data), Kills);
    }

    private static async Task<IReadOnlyList<Witness>> TalkUntilKilledAsync(ServerProcess server, int run, TimeSpan load)
    {
        var talkers = new List<Talker>();
        try
        {
            foreach (var (index, door) in server.Doors.Index())
            {
                for (var number = 0; number < TalkersPerDoor; number++)
                    talkers.Add(await Talker.StartAsync(door, $"{door.Scheme}{index}{number}", run));
            }

            // So that each run has something to show, however busy the machine is.
            await Task.WhenAll(talkers.Select(talker => talker.HasBegun.WaitAsync(Transcript.Patience)));
            await WaitAsync(load);
            await server.KillAsync();

            var witnesses = new List<Witness>();
            foreach (var talker in talkers) witnesses.Add(await talker.TestifyAsync());
            return witnesses;
        }
        finally
        {
            foreach (var talker in talkers) await talker.DisposeAsync();
        }
    }

    private void Verify(IReadOnlyList<Witness> witnesses, StoredLog log, int run)
    {
        var places = new Dictionary<string, int>();
        foreach (var text in log.Said)
            Assert.True(places.TryAdd(text, places.Count), Explain($"'{text}' is stored twice", run));

        foreach (var witness in witnesses)
        {
            var last = -1;
            foreach (var line in witness.Received)
            {
                Assert.True(places.TryGetValue(line, out var place), Explain($"'{line}' is lost, though {witness.Nick} saw it", run));
                Assert.True(place > last, Explain($"'{line}' stands at another place in the log than where {witness.Nick} saw it", run));
                last = place;
            }

            foreach (var line in witness.Answered)
                Assert.True(places.ContainsKey(line), Explain($"'{line}' is lost, though {witness.Nick} was answered", run));
        }
    }

    private static async Task TheLobbyGoesOnAsync(ServerProcess server)
    {
        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
        await using var bob = await LineConnection.JoinClassicAsync(server.Doors[1], "bob");
        await ann.Received.WaitForAsync("*** bob joined\n");
        await bob.SendAsync("bob: is anybody left?");
        await ann.Received.WaitForAsync("<bob> is anybody left?\n");
        await ann.SendAsync("/who\n");
        await ann.Received.WaitForAsync("*** in #lobby: ann, bob\n");
    }

    /// <summary>A random time of load, and no barrier: any instant is as good as another.</summary>
    private static async Task WaitAsync(TimeSpan load)
    {
        using var timer = new PeriodicTimer(load + TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private string Explain(string what, int run) => $"After kill {run + 1} (random seed {_seed}): {what}.";
}
