using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class UnklineCommandTests
{
    [Fact]
    public async Task Whoever_was_banned_may_come_again()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("OPER root secret\r\nKLINE bob!*@*");
        await ann.AsksAsync("UNKLINE bob!*@*\r\nUNKLINE bob!*@*\r\nUNKLINE",
            "NOTICE ann :bob!*@* is let in again",
            "400 ann UNKLINE :There is no such ban",
            "461 ann UNKLINE :Not enough parameters");
        await server.ConnectIrcAsync("bob");
    }
}
