using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class KnockCommandTests
{
    [Fact]
    public async Task Those_in_charge_hear_a_knock()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        var eve = await server.ConnectIrcAsync("eve");
        await clients[0].DoesAsync("MODE #tea +i");
        await clients[1].LinesAsync();
        await eve.AsksAsync("KNOCK #tea :it is me\r\nKNOCK #tea",
            "711 eve #tea :Your KNOCK has been delivered", "711 eve #tea :Your KNOCK has been delivered");
        await clients[0].HearsAsync(
            "710 #tea #tea eve!~eve@localhost :it is me", "710 #tea #tea eve!~eve@localhost :has asked for an invite.");
        await clients[1].HearsAsync();
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann");
        var eve = await server.ConnectIrcAsync("eve");
        await clients[0].AsksAsync("KNOCK #tea", "714 ann #tea :You're already on that channel");
        await eve.AsksAsync("KNOCK #tea\r\nKNOCK #none\r\nKNOCK", "713 eve #tea :Channel is open", "403 eve #none :No such channel", "461 eve KNOCK :Not enough parameters");
        await clients[0].DoesAsync("MODE #tea +ib eve");
        await eve.AsksAsync("KNOCK #tea", "480 eve #tea :Cannot knock (you are banned)");
    }
}
