using System.Text;
using Microsoft.Extensions.Logging;
using Parley.Cli.Bench;
using Parley.Server;

namespace Parley.Client.Tests.Cli;

public sealed class BenchTests
{
    private static readonly BenchPlan Short = new(12, 3, 2, 4, 100, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));

    [Theory]
    [InlineData("irc")]
    [InlineData("plain")]
    public async Task Everybody_hears_everything_once_and_in_order(string scheme)
    {
        await using var server = await ChatServer.StartAsync(
            new ServerOptions { Data = null, Doors = [$"{scheme}://127.0.0.1:0"] }, host => host.Logging.ClearProviders(), TestTime.Limit);

        var result = await new BenchRun(server.Doors[0].Url, Short, TimeProvider.System).RunAsync(TextWriter.Null, TestTime.Limit);

        Assert.True(result.IsSound, result.ToString());
        Assert.True(result.Latencies.Count > 0, result.ToString());
        Assert.Contains("lost 0, duplicated 0, reordered 0", result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("irc")]
    [InlineData("plain")]
    public async Task Quiet_rooms_are_measured_apart(string scheme)
    {
        await using var server = await ChatServer.StartAsync(
            new ServerOptions { Data = null, Doors = [$"{scheme}://127.0.0.1:0"] }, host => host.Logging.ClearProviders(), TestTime.Limit);

        var result = await new BenchRun(server.Doors[0].Url, Short with { QuietRooms = 3 }, TimeProvider.System).RunAsync(TextWriter.Null, TestTime.Limit);

        Assert.True(result.IsSound, result.ToString());
        Assert.True(result.QuietLatencies.Count > 0, result.ToString());
        Assert.Matches(@"\nin quiet rooms: p50 .*\nlost 0, ", result.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_server_that_turns_clients_away_is_said()
    {
        await using var server = await ChatServer.StartAsync(
            new ServerOptions { Data = null, Doors = ["irc://127.0.0.1:0"], LimitLoopback = true, ConnectionsPerAddressMax = 3 },
            host => host.Logging.ClearProviders(),
            TestTime.Limit);

        var error = await Assert.ThrowsAsync<IOException>(
            () => new BenchRun(server.Doors[0].Url, Short, TimeProvider.System).RunAsync(TextWriter.Null, TestTime.Limit));
        Assert.Contains("too many", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("irc://127.0.0.1")]
    [InlineData("localhost")]
    public void What_cannot_be_measured_is_named(string door)
    {
        var error = Assert.Throws<FormatException>(() => new BenchRun(door, Short, TimeProvider.System));
        Assert.Contains($"'{door}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_cannot_be_done_says_why()
    {
        Assert.Null(Short.Flaw);
        Assert.Contains("two clients", (Short with { Rooms = 7 }).Flaw, StringComparison.Ordinal);
        Assert.Contains("more senders", (Short with { Senders = 5 }).Flaw, StringComparison.Ordinal);
        Assert.Contains("64 to 350", (Short with { TextBytes = 20 }).Flaw, StringComparison.Ordinal);
        Assert.Contains("0 to 500 quiet", (Short with { QuietRooms = -1 }).Flaw, StringComparison.Ordinal);
        Assert.Contains("some time", (Short with { Time = TimeSpan.Zero }).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_that_are_lost_doubled_or_late_are_counted_as_such()
    {
        var check = new SequenceCheck();
        Assert.All<long>([0, 1, 4, 3, 5], sequence => Assert.True(check.Take(sequence)));
        Assert.False(check.Take(1));
        Assert.False(check.Take(3));

        Assert.Equal((2, 1, 2), (check.Duplicated, check.Reordered, check.Lost(sent: 7)));
    }

    [Fact]
    public void A_percentile_is_at_most_a_thirtieth_too_high()
    {
        var latencies = new LatencyHistogram();
        for (var i = 1; i <= 10_000; i++) latencies.Add(TimeSpan.FromMicroseconds(i));

        Assert.InRange(latencies.Percentile(0.5).TotalMicroseconds, 5_000, 5_200);
        Assert.InRange(latencies.Percentile(0.99).TotalMicroseconds, 9_900, 10_000);
        Assert.Equal(10_000, latencies.Max.TotalMicroseconds);
        Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Percentile(0.5));
    }

    [Fact]
    public void A_message_is_found_again_whatever_stands_around_it()
    {
        var message = new BenchMessage(3, 12_345, long.MaxValue);
        var text = message.ToText(120);

        Assert.Equal(120, text.Length);
        Assert.True(BenchMessage.TryFind(Encoding.UTF8.GetBytes($":ann!a@b PRIVMSG #a :{text}\r"), out var found));
        Assert.Equal(message, found);
        Assert.False(BenchMessage.TryFind("<parley-bench 1 2 x>"u8, out _));
        Assert.False(BenchMessage.TryFind("<parley-bench 1"u8, out _));
    }
}
