using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class InviteCommandTests
{
    [Fact]
    public async Task Whoever_is_invited_comes_in_once()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.DoesAsync("JOIN #tea\r\nMODE #tea +ib bob");
        await ann.AsksAsync("INVITE bob #tea", "341 ann bob :#tea");
        await bob.HearsAsync(":ann INVITE bob :#tea");
        await bob.AsksAsync("INVITE", "336 bob :#tea", "337 bob :End of /INVITE list");
        await bob.DoesAsync("JOIN #tea\r\nPART #tea");
        await bob.AsksAsync("INVITE\r\nJOIN #tea", "337 bob :End of /INVITE list", "474 bob #tea :Cannot join channel (+b)");
    }

    [Fact]
    public async Task Only_members_invite_and_to_closed_rooms_only_those_with_a_role()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        var eve = await server.ConnectIrcAsync("eve");
        await server.ConnectIrcAsync("joe");
        await eve.AsksAsync("INVITE joe #tea", "442 eve #tea :You're not on that channel");
        await clients[1].AsksAsync("INVITE eve #tea", "341 bob eve :#tea");
        await clients[0].HearsAsync();
        await eve.HearsAsync(":bob INVITE eve :#tea");
        await clients[0].DoesAsync("MODE #tea +i");
        await clients[1].LinesAsync();
        await clients[1].AsksAsync("INVITE joe #tea", "482 bob #tea :You're not channel operator");
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        var eve = await server.ConnectIrcAsync("eve");
        await eve.DoesAsync("AWAY :lunch");
        await clients[0].AsksAsync("INVITE nobody #tea\r\nINVITE bob #tea\r\nINVITE bob #none\r\nINVITE bob\r\nINVITE eve #tea",
            "401 ann nobody :No such nick/channel",
            "443 ann bob #tea :is already on channel",
            "403 ann #none :No such channel",
            "461 ann INVITE :Not enough parameters",
            "341 ann eve :#tea",
            "301 ann eve :lunch");
    }
}
