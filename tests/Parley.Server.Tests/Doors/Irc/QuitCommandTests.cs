using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class QuitCommandTests
{
    [Fact]
    public async Task The_others_see_why_and_the_one_who_goes_gets_an_error()
    {
        await using var server = await TestServer.StartAsync();
        var plain = await server.ConnectPlainAsync("cleo");
        var clients = await server.ConnectIrcAsync("#lobby", "ann", "bob");
        await plain.ExpectEventuallyAsync("*** bob joined\n");
        await clients[0].SendAsync("QUIT :dinner\r\nPRIVMSG #lobby :too late\r\n");
        Assert.EndsWith("ERROR :Closing link: (Quit: dinner)\r\n", await clients[0].ExpectEndAsync(), StringComparison.Ordinal);
        await clients[1].HearsAsync(":ann QUIT :Quit: dinner");
        await plain.ExpectAsync("*** ann left (Quit: dinner)\n");
    }

    [Fact]
    public async Task A_newcomer_may_go_as_well()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("NICK ann\r\nQUIT\r\n");
        Assert.Equal("ERROR :Closing link: (Quit)\r\n", await ann.ExpectEndAsync());
        await server.ConnectIrcAsync("ann");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_seen_too()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].Connection.ResetAsync();
        await clients[1].ExpectAsync(":ann!~ann@localhost QUIT :Client quit\r\n");
    }
}
