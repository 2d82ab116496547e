using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class KillCommandTests
{
    [Fact]
    public async Task An_operator_ends_a_connection()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob", "eve");
        await clients[1].AsksAsync("KILL eve :mine", "481 bob :Permission denied: you're not an IRC operator");
        await clients[0].DoesAsync("OPER root secret");
        await clients[0].AsksAsync("KILL bob :enough", ":bob QUIT :Killed (ann: enough)");
        Assert.EndsWith("ERROR :Closing link: (Killed (ann: enough))\r\n", await clients[1].ExpectEndAsync(), StringComparison.Ordinal);
        await clients[2].HearsAsync(":bob QUIT :Killed (ann: enough)");
        await clients[0].AsksAsync("KILL eve\r\nKILL nobody\r\nKILL", ":eve QUIT :Killed (ann)", "401 ann nobody :No such nick/channel", "461 ann KILL :Not enough parameters");
        await clients[2].ExpectEndAsync();
    }

    [Fact]
    public async Task Somebody_on_another_door_goes_as_well()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.DoesAsync("OPER root secret\r\nKILL bob :enough");
        await bob.ExpectEndAsync();
    }
}
