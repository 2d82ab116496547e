using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class AwayCommandTests
{
    [Fact]
    public async Task Being_away_is_acknowledged_whether_it_is_new_or_not()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        const string Away = "306 ann :You have been marked as being away";
        const string Back = "305 ann :You are no longer marked as being away";
        await ann.AsksAsync("AWAY\r\nAWAY :lunch\r\nAWAY :lunch\r\nAWAY :dinner\r\nAWAY\r\nAWAY :", Back, Away, Away, Away, Back, Back);
    }

    [Fact]
    public async Task Whoever_asks_or_writes_is_told()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.DoesAsync("AWAY :lunch");
        await bob.AsksAsync("PRIVMSG ann :hi", "301 bob ann :lunch");
        await ann.HearsAsync(":bob PRIVMSG ann :hi");
        await ann.DoesAsync("AWAY");
        await bob.AsksAsync("PRIVMSG ann :hi");
    }
}
