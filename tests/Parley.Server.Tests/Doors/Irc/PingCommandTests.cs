using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class PingCommandTests
{
    [Fact]
    public async Task A_token_comes_back()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("PING abc\r\nPING :two words\r\nPING one two\r\nPONG x\r\nPONG",
            "PONG parley.localhost :abc", "PONG parley.localhost :two words", "PONG parley.localhost :one");
        await ann.AsksAsync("PING\r\nPING :", "461 ann PING :Not enough parameters", "461 ann PING :Not enough parameters");
    }
}
