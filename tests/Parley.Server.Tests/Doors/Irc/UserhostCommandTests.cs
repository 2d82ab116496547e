using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class UserhostCommandTests
{
    [Fact]
    public async Task Hosts_come_with_who_is_away_and_who_runs_the_server()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.AsksAsync("USERHOST bob nobody ANN", "302 ann :bob=+~bob@localhost ann=+~ann@localhost");
        await bob.DoesAsync("AWAY :lunch\r\nOPER root secret");
        await ann.AsksAsync("USERHOST bob\r\nUSERHOST ann ann ann ann ann bob\r\nUSERHOST",
            "302 ann :bob*=-~bob@localhost",
            "302 ann :" + string.Join(' ', Enumerable.Repeat("ann=+~ann@localhost", 5)),
            "461 ann USERHOST :Not enough parameters");
    }
}
