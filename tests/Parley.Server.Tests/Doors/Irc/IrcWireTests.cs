using System.Text;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>How lines come over the wire; see <see href="https://modern.ircdocs.horse/#message-format"/>.</summary>
public sealed class IrcWireTests
{
    [Fact]
    public async Task Any_line_end_will_do_and_empty_lines_are_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("PING a\nPING b\r\n\r\n\n   \r\n:source\r\n@tag=x\r\npiNg c\rPING d\r\n");
        await ann.HearsAsync("PONG parley.localhost :a", "PONG parley.localhost :b", "PONG parley.localhost :c", "PONG parley.localhost :d");
    }

    [Fact]
    public async Task A_command_may_come_byte_by_byte()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        foreach (var value in Encoding.UTF8.GetBytes("@+tag=x :ann PRIVMSG #tea :grüße 🙂\r\n")) await clients[0].SendAsync(new[] { value });
        await clients[0].HearsAsync();
        await clients[1].HearsAsync(":ann PRIVMSG #tea :grüße 🙂");
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_the_connection_stays()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync($"PING {new string('x', 505)}", $"PONG parley.localhost :{new string('x', 510 - ":parley.localhost PONG parley.localhost :".Length)}");
        await ann.AsksAsync($"PING {new string('x', 506)}", "417 ann :Input line was too long");
        await ann.AsksAsync($"PRIVMSG #tea {new string('x', 100_000)}", "417 ann :Input line was too long");
        await ann.AsksAsync($"@{new string('t', 4094)} PING :tagged", "PONG parley.localhost :tagged");
        await ann.AsksAsync($"@{new string('t', 4095)} PING :tagged", "417 ann :Input line was too long");
        await ann.DoesAsync("JOIN #tea");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused_and_nobody_sees_them()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        byte[] line = [.. "privmsg #tea :hi "u8, 0xAA, .. "\r\n"u8];
        await clients[0].SendAsync(line);
        await clients[0].HearsAsync("FAIL PRIVMSG INVALID_UTF8 :Message rejected, your IRC software MUST use UTF-8 encoding on this network");
        await clients[1].HearsAsync();

        byte[] unknown = [0xFF, .. " x\r\n"u8];
        await clients[0].SendAsync(unknown);
        await clients[0].HearsAsync("FAIL * INVALID_UTF8 :Message rejected, your IRC software MUST use UTF-8 encoding on this network");
    }

    [Fact]
    public async Task Nul_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("PRIVMSG ann :a\0b", "400 ann PRIVMSG :A line cannot hold NUL");
    }

    [Fact]
    public async Task What_nobody_knows_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("FROB x\r\n/join #tea\r\n123", "421 ann FROB :Unknown command", "421 ann /join :Unknown command", "421 ann 123 :Unknown command");
    }

    [Theory]
    [InlineData("WHO")]
    [InlineData("NAMES")]
    [InlineData("WHOIS")]
    [InlineData("JOIN")]
    [InlineData("MODE")]
    [InlineData("HELP")]
    [InlineData("WHOWAS")]
    [InlineData("KNOCK")]
    [InlineData("STATS u")]
    public async Task What_is_told_again_leaves_room_for_the_answer(string command)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync($"{command} {new string('x', 500 - command.Length)}\r\n{new string('y', 500)}\r\n");
        var lines = await ann.LinesAsync();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 20, 510));
        Assert.All(lines, line => Assert.Contains(" :", line, StringComparison.Ordinal));
    }
}
