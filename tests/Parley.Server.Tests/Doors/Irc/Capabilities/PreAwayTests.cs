using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class PreAwayTests
{
    [Fact]
    public async Task One_can_come_and_be_away()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("AWAY :x\r\nCAP REQ draft/pre-away\r\nAWAY :soon\r\nAWAY\r\nAWAY *",
            "451 * :You have not registered", "CAP * ACK :draft/pre-away",
            "306 * :You have been marked as being away", "305 * :You are no longer marked as being away", "306 * :You have been marked as being away");
        await ann.DoesAsync("NICK ann\r\nUSER ann 0 * :Ann\r\nCAP END");
        await bob.AsksAsync("PRIVMSG ann :hi", "301 bob ann :*");
    }
}
