using Parley.EndToEnd.Tests.Crash;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>A server that is asked to stop says goodbye, stores what it took and ends.</summary>
public sealed class ShutdownTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string[] _doors =
    [
        $"plain://127.0.0.1:{LoopbackPorts.Next()}",
        $"classic://127.0.0.1:{LoopbackPorts.Next()}?prompt=NAME",
        $"classic://127.0.0.1:{LoopbackPorts.Next()}?prompt=NICK&framing=line",
    ];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Everybody_is_told_and_the_server_ends_with_code_0(string signal)
    {
        await using var server = await ServerProcess.StartAsync(_directory["data"], _doors);
        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
        await using var bob = await LineConnection.JoinClassicAsync(server.Doors[1], "bob");
        await using var cid = await LineConnection.JoinClassicAsync(server.Doors[2], "cid");
        await using var silent = await LineConnection.OpenAsync(server.Doors[1]);
        await silent.Received.WaitForAsync("NAME");
        await using var joined = JoinedParticipant.At(server.Plain, "dan");
        await joined.ArriveAsync();

        await server.Process.SignalAsync(signal);
        Assert.Equal(0, await server.Process.ExitAsync());
        Assert.Equal("", server.Process.Errors.Text);
        foreach (var connection in new[] { ann, bob, cid })
        {
            await connection.Received.WaitForAsync("*** the server is shutting down");
            await connection.Received.WaitForEndAsync();
        }

        await joined.SeesAsync("*** the server is shutting down");
        Assert.Equal(1, await joined.Program.ExitAsync());
        Assert.Equal("parley: the server closed the connection\n", joined.Program.Errors.Text);
    }

    [Fact]
    public async Task What_was_taken_is_stored()
    {
        await using var server = await ServerProcess.StartAsync(_directory["data"], _doors);
        await using var watcher = await LineConnection.JoinPlainAsync(server.Plain, "watcher");
        var talkers = new List<Talker>();
        foreach (var (index, door) in server.Doors.Index()) talkers.Add(await Talker.StartAsync(door, $"talker{index}", run: 0));
        await Task.WhenAll(talkers.Select(talker => talker.HasBegun.WaitAsync(Transcript.Patience)));

        await server.StopAsync();

        var stored = (await StoredLog.ReadAsync(_directory["data"])).Said.ToList();
        Assert.Equal(stored.Distinct(), stored);
        foreach (var talker in talkers)
        {
            var witness = await talker.TestifyAsync();
            Assert.Equal(stored.Where(witness.Received.ToHashSet().Contains), witness.Received);
            Assert.Empty(witness.Answered.Except(stored));
            await talker.DisposeAsync();
        }

        // Who was told first may have missed the last words of those who were told later, but nothing in between.
        await watcher.Received.WaitForEndAsync();
        var watched = watcher.Lines.Where(line => line.StartsWith("<talker", StringComparison.Ordinal)).Select(line => line.Split("> ", 2)[1]).ToList();
        Assert.Equal(stored[..watched.Count], watched);
    }

    [Fact]
    public async Task The_next_server_opens_the_same_ports_at_once()
    {
        await using (var server = await ServerProcess.StartAsync(_directory["data"], _doors))
        {
            await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
            await ann.SendAsync("hello\n/quit\n");
            await ann.Received.WaitForEndAsync();
            await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");
            await server.StopAsync();
        }

        // Connections that the server has ended are still known to the system: a bind without SO_REUSEADDR would fail.
        Assert.False(LoopbackPorts.IsUntouched(new Uri(_doors[0]).Port));
        await using var next = await ServerProcess.StartAsync(_directory["data"], _doors);
        await using var again = await LineConnection.JoinPlainAsync(next.Plain, "ann");
        await again.SendAsync("/history\n");
        await again.Received.WaitForAsync("<ann> hello\n");
    }

    [Fact]
    public async Task A_connection_that_does_not_read_does_not_hold_the_server_up()
    {
        await using var server = await ServerProcess.StartAsync(_directory["data"], _doors);
        using var deaf = await DeafConnection.OpenAsync(server.Plain);
        await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");
        await bob.Received.WaitForAsync("guest-1");
        var text = new string('x', 8000);
        for (var number = 0; number < 100; number++) await bob.SendAsync($"{text}\n/topic\n");

        await server.StopAsync();
    }
}
