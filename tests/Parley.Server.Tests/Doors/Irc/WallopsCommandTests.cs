using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class WallopsCommandTests
{
    [Fact]
    public async Task Those_who_listen_hear_it()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        var eve = await server.ConnectIrcAsync("eve");
        await bob.DoesAsync("MODE bob +w");
        await eve.AsksAsync("WALLOPS :hi everyone", "481 eve :Permission denied: you're not an IRC operator");
        await ann.DoesAsync("OPER root secret");
        await ann.AsksAsync("WALLOPS :hi everyone\r\nWALLOPS\r\nWALLOPS :", ":ann WALLOPS :hi everyone", "461 ann WALLOPS :Not enough parameters", "412 ann :No text to send");
        await bob.HearsAsync(":ann WALLOPS :hi everyone");
        await eve.HearsAsync();
    }
}
