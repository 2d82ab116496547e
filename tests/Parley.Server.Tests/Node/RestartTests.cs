using Parley.Server.Tests.Storage;
using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Node;

public sealed class RestartTests
{
    [Fact]
    public async Task Rooms_topics_and_history_are_there_after_a_restart_and_nobody_else_is()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await StartAsync(directory))
        {
            var bob = await server.ConnectPlainAsync("bob");
            await bob.SendAsync("/topic tea\nremember this\n/join dev\nand that\n/who\n");
            await bob.ExpectEventuallyAsync("*** in #dev: bob\n*** in #dev: bob\n");
        }

        await using var again = await StartAsync(directory);
        var ann = again.Connect(TestServer.Plain);
        await ann.ExpectEventuallyAsync("*** you are in #lobby\n*** the topic is: tea\n*** in #lobby: guest-1\n");
        await ann.SendAsync("/history 1\n/rooms\n/join dev\n/history 1\n");
        await ann.ExpectEventuallyAsync("<bob> remember this\n*** #lobby              1  tea\n*** #dev                0\n");
        await ann.ExpectEventuallyAsync("*** in #dev: guest-1\n");
        await ann.ExpectEventuallyAsync("<bob> and that\n");
    }

    [Fact]
    public async Task Who_was_here_when_it_ended_is_nobody_else_and_goes_when_that_can_be_stored()
    {
        var time = new ManualTime();
        await using var log = new WatchedLog(new MemoryEventLog());
        await using (var server = await TestServer.StartAsync(log: log))
        {
            await server.ConnectPlainAsync("ann");
            log.Refuses = _ => true;
        }

        await using var again = await TestServer.StartAsync(log: log, time: time);
        var bob = again.Connect(TestServer.Plain);
        Assert.Contains("could not store it", await bob.ExpectEndAsync(), StringComparison.Ordinal);

        log.Refuses = _ => false;
        var cleo = await again.ConnectPlainAsync("cleo");
        await cleo.SendAsync("/who\n");
        await cleo.ExpectEventuallyAsync("*** in #lobby: ann, cleo\n");
        time.Advance(TimeSpan.FromSeconds(5));
        await cleo.ExpectEventuallyAsync("*** ann left (the server restarted)\n");
        await cleo.SendAsync("/who\n");
        await cleo.ExpectEventuallyAsync("*** in #lobby: cleo\n");
    }

    [Fact]
    public async Task Stopping_tells_everybody_and_ends_their_connections()
    {
        using var directory = new TemporaryDirectory();
        var server = await StartAsync(directory);
        var bob = await server.ConnectPlainAsync("bob");
        var cleo = server.Connect(TestServer.ClassicLines);
        await cleo.SendAsync("cleo\n");
        await cleo.ExpectEventuallyAsync("Connected to server!\n");
        var silent = server.Connect(TestServer.Classic);
        await silent.ExpectAsync("NAME");
        await bob.SendAsync("last words\n");

        await server.DisposeAsync();
        Assert.EndsWith("*** the server is shutting down\n", await bob.ExpectEndAsync(), StringComparison.Ordinal);
        Assert.EndsWith("*** the server is shutting down\n", await cleo.ExpectEndAsync(), StringComparison.Ordinal);
        Assert.EndsWith("*** the server is shutting down", await silent.ExpectEndAsync(), StringComparison.Ordinal);

        await using var log = await directory.OpenReadOnlyAsync();
        var stored = await log.ReadAsync(Sequence.Start, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["bob", "cleo"], stored.OfType<Quit>().Select(quit => quit.By.Nick.Value).Order());
    }

    private static Task<TestServer> StartAsync(TemporaryDirectory directory) => TestServer.StartAsync(options => options.Data = directory.Path);
}
