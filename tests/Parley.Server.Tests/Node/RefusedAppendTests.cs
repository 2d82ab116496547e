using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Server.Tests.Storage;
using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Node;

public sealed class RefusedAppendTests
{
    /// <summary>Enough for the log's tables and a few messages.</summary>
    private const long RoomForLittle = 100_000;

    [Fact]
    public async Task When_the_disk_is_full_the_sender_is_told_and_nobody_saw_it()
    {
        using var directory = new TemporaryDirectory();
        var text = new string('x', 4000);
        await using var server = await StartAsync(directory, RoomForLittle);
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        var heard = 0;
        await bob.SendAsync($"{text}\n/topic\n");
        while (!(await bob.ExpectEventuallyAsync("*** #lobby has no topic\n")).Contains("could not store it", StringComparison.Ordinal))
        {
            await ann.ExpectAsync($"<bob> {text}\n");
            Assert.InRange(++heard, 1, 100);
            await bob.SendAsync($"{text}\n/topic\n");
        }

        await ann.ExpectNothingAsync();
        Assert.Equal(heard, await CountSaidAsync(directory));
    }

    [Fact]
    public async Task What_is_decided_after_a_loss_is_decided_on_what_is_stored()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await StartAsync(directory, RoomForLittle);
        var bob = await server.ConnectPlainAsync("bob");
        await FillAsync(bob);

        // A nick that could not be stored is free, and its owner is still called as before.
        await bob.SendAsync($"{new string('x', 4000)}\n/nick robert\n/who\n");
        var replies = await bob.ExpectEventuallyAsync("*** in #lobby: ");
        Assert.Contains("could not store it", replies, StringComparison.Ordinal);
        await bob.ExpectAsync(replies.Contains("now called robert", StringComparison.Ordinal) ? "robert\n" : "bob\n");
    }

    [Fact]
    public async Task The_operator_is_told_at_once_then_every_ten_seconds_and_when_it_is_over()
    {
        const string Full = "the disk is full, or the log has reached its limit of 100000 bytes";
        var tooMuch = new string('x', 4000);
        var time = new ManualTime();
        using var directory = new TemporaryDirectory();
        await using var log = new RecordedLog(LogLevel.Information);
        await using var server = await TestServer.StartAsync(
            Limited(directory, RoomForLittle), time, services: services => services.AddSingleton<ILoggerProvider>(log));
        var bob = await server.ConnectPlainAsync("bob");
        await FillAsync(bob);
        log.Lines.Clear();

        await SayAsync(tooMuch);
        time.Advance(TimeSpan.FromSeconds(9));
        await SayAsync(tooMuch);
        Assert.Empty(log.Lines);

        time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(tooMuch);
        await SayAsync(tooMuch);
        time.Advance(TimeSpan.FromSeconds(9));
        await SayAsync("short");
        Assert.Equal([$"Still could not store: {Full}. 4 requests were refused until now."], log.Lines);

        time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync("short");
        await SayAsync("short");
        await SayAsync(tooMuch);
        Assert.Equal(["All is stored again. 5 requests were refused meanwhile.", $"Could not store: {Full}. Nobody saw it; the senders are told."], log.Lines.Skip(1));

        async Task SayAsync(string text)
        {
            await bob.SendAsync($"{text}\n/topic\n");
            await bob.ExpectEventuallyAsync("*** #lobby has no topic\n");
        }
    }

    [Fact]
    public async Task Who_leaves_while_the_disk_is_full_is_gone_after_the_next_start()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await StartAsync(directory, RoomForLittle))
        {
            var ann = await server.ConnectPlainAsync("ann");
            var bob = await server.ConnectPlainAsync("bob");
            await FillAsync(bob);
            await bob.SendAsync("/quit\n");
            await bob.ExpectEndAsync();
            await ann.SendAsync("/rooms\n");
            await ann.ExpectEventuallyAsync("*** #lobby ");
        }

        await using var again = await StartAsync(directory, null);
        var cleo = await again.ConnectPlainAsync("cleo");
        await cleo.SendAsync("/who\n");
        await cleo.ExpectEventuallyAsync("*** in #lobby: cleo\n");
    }

    [Fact]
    public async Task Who_left_meanwhile_is_gone_soon_although_others_are_still_refused()
    {
        var time = new ManualTime();
        await using var log = new WatchedLog(new MemoryEventLog());
        await using var server = await TestServer.StartAsync(log: log, time: time);
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        log.Refuses = _ => true;
        await bob.SendAsync("/quit\n");
        await bob.ExpectEndAsync();

        log.Refuses = stored => stored is Said { Text: "too much" };
        for (var second = 0; second < 6; second++)
        {
            await ann.SendAsync("too much\n/topic\n");
            await ann.ExpectEventuallyAsync("*** #lobby has no topic\n");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await ann.SendAsync("/who\n");
        await ann.ExpectEventuallyAsync("*** in #lobby: ann\n");
    }

    [Fact]
    public async Task A_delivery_that_fails_stops_the_server()
    {
        await using var log = new WatchedLog(new MemoryEventLog());
        await using var server = await TestServer.StartAsync(log: log, services: services => services.AddSingleton<ILoggerProvider, FailingLog>());
        var ann = await server.ConnectPlainAsync("ann");
        log.Refuses = _ => true;
        await ann.SendAsync("hello\n");
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Server.WaitForShutdownAsync(TestContext.Current.CancellationToken));
    }

    private static Task<TestServer> StartAsync(TemporaryDirectory directory, long? bytesMax) => TestServer.StartAsync(Limited(directory, bytesMax));

    private static Action<ServerOptions> Limited(TemporaryDirectory directory, long? bytesMax) => options =>
    {
        options.Data = directory.Path;
        options.DataBytesMax = bytesMax;
    };

    /// <summary>Speaks until nothing more can be stored.</summary>
    private static async Task FillAsync(TestClient client)
    {
        var text = new string('x', 4000);
        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync($"{text}\n/topic\n");
            if ((await client.ExpectEventuallyAsync("*** #lobby has no topic\n")).Contains("could not store it", StringComparison.Ordinal)) return;
        }

        Assert.Fail("The disk is never full.");
    }

    private static async Task<int> CountSaidAsync(TemporaryDirectory directory)
    {
        await using var log = await directory.OpenReadOnlyAsync();
        return await log.ReadAsync(Sequence.Start, TestContext.Current.CancellationToken).CountAsync(stored => stored is Said);
    }

    /// <summary>Where what the server says cannot be written either.</summary>
    private sealed class FailingLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) throw new IOException("the disk is full");
        }

        public void Dispose()
        {
        }
    }
}
