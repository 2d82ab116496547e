using Parley.Server.Tests.Storage;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Node;

public sealed class FairnessTests
{
    [Fact]
    public async Task A_turn_has_a_bound_however_much_one_connection_asks_for()
    {
        var log = new WatchedLog(new MemoryEventLog());
        await using var server = await TestServer.StartAsync(log: log);
        var bob = await server.ConnectPlainAsync("bob");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Gate = gate.Task;

        // Longer than the wire, so when it has been sent more than two thousand lines have been read, and wait.
        await bob.SendAsync(string.Concat(Enumerable.Repeat("all work and no play\n", 4000)));
        gate.SetResult();
        await bob.SendAsync("/topic\n");
        await bob.ExpectEventuallyAsync("*** #lobby has no topic\n");

        Assert.Contains(1024, log.Appended);
        Assert.All(log.Appended, events => Assert.InRange(events, 1, 1024));
    }

    [Fact]
    public async Task A_quiet_room_is_heard_beside_one_that_is_never_silent()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");
        var (loud, listener) = (await server.ConnectPlainAsync("loud"), await server.ConnectPlainAsync("listener"));
        foreach (var client in (TestClient[])[loud, listener])
        {
            await client.SendAsync("/part #lobby\n/join #loud\n");
            await client.ExpectEventuallyAsync("*** you are in #loud\n");
        }

        await ann.ExpectEventuallyAsync("listener left\n");
        using var enough = new CancellationTokenSource();
        var shouting = ShoutAsync(loud, listener, enough.Token);
        for (var i = 0; i < 20; i++)
        {
            await bob.SendAsync($"hello {i}\n");
            await ann.ExpectEventuallyAsync($"<bob> hello {i}\n");
        }

        await enough.CancelAsync();
        await shouting;
    }

    private static async Task ShoutAsync(TestClient loud, TestClient listener, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            await loud.SendAsync(string.Concat(Enumerable.Repeat("hey\n", 500)) + $"{i}\n");
            await listener.ExpectEventuallyAsync($"<loud> {i}\n");
        }
    }
}
