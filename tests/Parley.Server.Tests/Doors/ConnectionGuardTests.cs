using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Doors;
using Parley.Server.Doors.Plain;
using Parley.Server.Tests.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

/// <summary>One address does not take more than its share, whichever door it comes through.</summary>
public sealed class ConnectionGuardTests
{
    private const string Away = "192.0.2.7";
    private const string Elsewhere = "192.0.2.8";

    [Theory]
    [InlineData(TestServer.Plain, "*** too many connections from your address\n", "Welcome to Parley!")]
    [InlineData(TestServer.Classic, "*** too many connections from your address\n", "NAME")]
    [InlineData(TestServer.Irc, "ERROR :Closing link: (too many connections from your address)\r\n", "PONG")]
    public async Task An_address_has_so_many_connections_at_once(string door, string words, string greeting)
    {
        await using var server = await TestServer.StartAsync(options => options.ConnectionsPerAddressMax = 2);
        var first = await server.ConnectIrcFromAsync(Away, "first");
        await server.ConnectIrcFromAsync(Away, "second");
        Assert.Equal(words, await server.Connect(door, Away).ExpectEndAsync());
        await server.ConnectIrcFromAsync(Elsewhere, "other");

        await first.SendAsync("QUIT\r\n");
        await first.ExpectEndAsync();
        var next = server.Connect(door, Away);
        await next.SendAsync("PING here\r\n");
        await next.ExpectEventuallyAsync(greeting);
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:1:2:3", "2001:db8:0:1::1")]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", "::ffff:192.0.2.8")]
    public async Task A_network_of_ipv6_is_one_address_and_a_mapped_address_is_that_of_ipv4(string address, string same, string other)
    {
        await using var server = await TestServer.StartAsync(options => options.ConnectionsPerAddressMax = 1);
        await server.ConnectIrcFromAsync(address, "ann");
        Assert.Contains("too many connections", await server.Connect(TestServer.Irc, same).ExpectEndAsync(), StringComparison.Ordinal);
        await server.ConnectIrcFromAsync(other, "bob");
    }

    [Fact]
    public async Task Who_has_gone_is_no_longer_counted_whichever_way_it_went()
    {
        await using var server = await TestServer.StartAsync(options => options.ConnectionsPerAddressMax = 1);
        var context = server.Server.Services.GetRequiredService<DoorContext>();
        var door = new PlainDoor(context, DoorUrl.Parse(TestServer.Plain));
        foreach (var ends in new ConnectionDelegate[] { Ends, Fails, Moves }) await Record.ExceptionAsync(() => context.Guard.Before(ends, door)(From(Away)));
        await server.ConnectIrcFromAsync(Away, "ann");
        await server.ConnectIrcFromAsync(Elsewhere, "bob");

        static Task Ends(ConnectionContext connection) => Task.CompletedTask;

        static Task Fails(ConnectionContext connection) => throw new IOException("reset");

        Task Moves(ConnectionContext connection)
        {
            Assert.Null(context.Guard.Move(connection, IPAddress.Parse(Elsewhere)));
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(TestServer.Plain, "*** too many new connections from your address; try again in a minute\n")]
    [InlineData(TestServer.Classic, "*** too many new connections from your address; try again in a minute\n")]
    [InlineData(TestServer.Irc, "ERROR :Closing link: (too many new connections from your address; try again in a minute)\r\n")]
    public async Task An_address_comes_so_often_in_a_minute(string door, string words)
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(options => options.ConnectionsPerMinutePerAddressMax = 3, time);
        for (var i = 0; i < 3; i++)
        {
            var client = await server.ConnectIrcFromAsync(Away, $"nick{i}");
            await client.SendAsync("QUIT\r\n");
            await client.ExpectEndAsync();
        }

        Assert.Equal(words, await server.Connect(door, Away).ExpectEndAsync());
        await server.ConnectIrcFromAsync(Elsewhere, "other");
        time.Advance(TimeSpan.FromSeconds(20));
        await server.ConnectIrcFromAsync(Away, "again");
        Assert.Equal(words, await server.Connect(door, Away).ExpectEndAsync());
    }

    [Theory]
    [InlineData(TestServer.Plain, "/nick fred\n", "NICK :fred", "{0}\n")]
    [InlineData(TestServer.ClassicLines, "fred\n", "JOIN :#lobby", "{0}\n")]
    [InlineData(TestServer.Irc, "NICK fred\r\nUSER fred 0 * :Fred\r\nJOIN #lobby\r\n", "JOIN :#lobby", "PRIVMSG #lobby :{0}\r\n")]
    public async Task Who_is_too_fast_waits_and_nobody_else_does(string door, string begin, string begun, string say)
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(options => (options.CommandsBurstMax, options.CommandsPerSecondMax) = (4, 2), time);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #lobby");
        var fast = server.Connect(door, Away);
        await fast.SendAsync(begin);
        await ann.ExpectEventuallyAsync($" {begun}\r\n");
        time.Advance(TimeSpan.FromMinutes(1));

        await fast.SendAsync(string.Concat(Enumerable.Range(1, 6).Select(number => string.Format(null, say, $"word{number}"))));
        await ann.ExpectEventuallyAsync(" PRIVMSG #lobby :word4\r\n");
        await time.WhenAwaitedAsync(TimeSpan.FromMilliseconds(250));
        Assert.Empty(await ann.LinesAsync());

        time.Advance(TimeSpan.FromMilliseconds(500));
        await ann.ExpectEventuallyAsync(" PRIVMSG #lobby :word5\r\n");
        await time.WhenAwaitedAsync(TimeSpan.FromMilliseconds(250));
        Assert.Empty(await ann.LinesAsync());
        time.Advance(TimeSpan.FromMilliseconds(500));
        await ann.ExpectEventuallyAsync(" PRIVMSG #lobby :word6\r\n");
    }

    [Fact]
    public async Task This_machine_has_no_limits_unless_it_is_to_have_them()
    {
        await using var server = await TestServer.StartAsync(Tight);
        for (var i = 0; i < 5; i++) await server.ConnectIrcAsync($"nick{i}");
        var fast = await server.ConnectIrcAsync("fast");
        await fast.SendAsync(string.Concat(Enumerable.Range(0, 500).Select(number => $"PING {number}\r\n")));
        await fast.ExpectEventuallyAsync(" :499\r\n");

        await using var strict = await TestServer.StartAsync(options =>
        {
            Tight(options);
            options.LimitLoopback = true;
        });
        await strict.ConnectIrcAsync("first");
        Assert.Contains("too many connections", await strict.Connect(TestServer.Plain).ExpectEndAsync(), StringComparison.Ordinal);
    }

    private static DefaultConnectionContext From(string address) => new() { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 40_000) };

    private static void Tight(ServerOptions options) =>
        (options.ConnectionsPerAddressMax, options.ConnectionsPerMinutePerAddressMax, options.CommandsBurstMax, options.CommandsPerSecondMax) = (1, 4, 10, 1);
}
