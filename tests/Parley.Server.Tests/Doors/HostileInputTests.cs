using System.Text;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

public sealed class HostileInputTests
{
    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_the_connection_stays()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        await bob.SendAsync(new string('x', 8193) + "\n" + new string('y', 4097) + "\nshort\n");
        await bob.ExpectAsync("*** a line of more than 8192 bytes was not read\n*** that is longer than 4096 bytes, the most there may be; it was not sent\n");
        await ann.ExpectAsync("<bob> short\n");
    }

    [Fact]
    public async Task The_longest_message_arrives_whole()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        await bob.SendAsync(new string('y', 4096) + "\n");
        await ann.ExpectAsync($"<bob> {new string('y', 4096)}\n");
    }

    [Theory]
    [InlineData(TestServer.Plain)]
    [InlineData(TestServer.Classic)]
    [InlineData(TestServer.ClassicLines)]
    public async Task A_gigabyte_without_a_line_end_is_cut_off_and_costs_no_memory(string door)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var flood = server.Connect(door);
        await flood.SendAsync("flood\n");
        await ann.ExpectEventuallyAsync("joined\n");

        var junk = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
        var ended = flood.ExpectEndAsync();
        var sent = 0L;
        while (!ended.IsCompleted && sent < 1L << 30)
        {
            var result = await flood.Connection.Output.WriteAsync(junk, TestContext.Current.CancellationToken);
            if (result.IsCompleted) break;
            sent += junk.Length;
        }

        Assert.InRange(sent, 0, 64L << 20);
        await ended;
        await ann.ExpectEventuallyAsync(" left (it sent too much without a line end)\n");
        await ann.ExpectNothingAsync();
    }

    [Fact]
    public async Task What_a_terminal_would_obey_reaches_nobody()
    {
        await using var server = await TestServer.StartAsync();
        var plain = await server.ConnectPlainAsync("ann");
        var classic = server.Connect(TestServer.ClassicLines);
        await classic.SendAsync("cleo\n");
        await classic.ExpectEventuallyAsync("Connected to server!\n");
        var eve = await server.ConnectPlainAsync("eve");
        await plain.ExpectEventuallyAsync("is now called eve\n");
        await classic.ExpectEventuallyAsync("is now called eve!\n");

        await eve.SendAsync("a\u001b[2Jb\ac\u009b31md\u202Ee\u2066f\u2028g\u007fh\bi\u000312,4j\u0002k\tl\n");
        await plain.ExpectAsync("<eve> a[2Jbc31mdefghijk l\n");
        await classic.ExpectAsync("eve: a[2Jbc31mdefghijk l\n");

        await eve.SendAsync("/topic \u001b]0;owned\u0007x\n");
        await plain.ExpectAsync("*** eve set the topic: ]0;ownedx\n");
        await classic.ExpectAsync("*** eve set the topic: ]0;ownedx\n");

        await eve.SendAsync("/quit \u001bcbye\n");
        await plain.ExpectAsync("*** eve left (cbye)\n");
    }

    [Fact]
    public async Task Line_ends_and_nul_inside_a_message_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var eve = await server.ConnectPlainAsync("eve");
        await ann.ExpectEventuallyAsync("is now called eve\n");

        await eve.SendAsync("one\rtwo\nthree\0four\nfive\n");
        await eve.ExpectAsync("*** a message cannot hold line ends or NUL; it was not sent\n*** a message cannot hold line ends or NUL; it was not sent\n");
        await ann.ExpectAsync("<eve> five\n");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_replaced()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var eve = await server.ConnectPlainAsync("eve");
        await ann.ExpectEventuallyAsync("is now called eve\n");

        byte[] line = [.. "caf"u8, 0xE9, 0x20, 0xC0, 0x80, 0x21, 10];
        await eve.SendAsync(line);
        await ann.ExpectAsync("<eve> caf\uFFFD \uFFFD\uFFFD!\n");
    }

    [Fact]
    public async Task Empty_lines_are_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var eve = await server.ConnectPlainAsync("eve");
        await ann.ExpectEventuallyAsync("is now called eve\n");

        await eve.SendAsync("\n\r\n   \n\u200B\n");
        await eve.ExpectAsync("*** there is nothing to send\n*** there is nothing to send\n");
        await ann.ExpectNothingAsync();
    }

    [Theory]
    [InlineData(TestServer.Classic, "")]
    [InlineData(TestServer.Classic, "bo")]
    [InlineData(TestServer.Plain, "")]
    [InlineData(TestServer.Plain, "half a lin")]
    public async Task A_reset_at_any_point_disturbs_nobody(string door, string sentBefore)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        for (var i = 0; i < 50; i++)
        {
            var gone = server.Connect(door);
            if (sentBefore.Length > 0) await gone.SendAsync(sentBefore);
            await gone.Connection.ResetAsync();
        }

        await ann.SendAsync("/nick anna\n");
        await ann.ExpectEventuallyAsync("*** you are now called anna\n");
    }
}
