using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class OperCommandTests
{
    [Fact]
    public async Task The_right_password_makes_an_operator()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("OPER root secret", "381 ann :You are now an IRC operator", "MODE ann :+ow");
        await ann.AsksAsync("OPER root secret", "381 ann :You are an IRC operator");
        await ann.AsksAsync("MODE ann -o\r\nMODE ann", "MODE ann :-o", "221 ann :+w");
    }

    [Fact]
    public async Task Nothing_else_does()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("OPER root wrong\r\nOPER nobody secret\r\nOPER root\r\nMODE ann +o\r\nMODE ann",
            "464 ann :Password incorrect", "464 ann :Password incorrect", "461 ann OPER :Not enough parameters", "221 ann :+");
    }
}
