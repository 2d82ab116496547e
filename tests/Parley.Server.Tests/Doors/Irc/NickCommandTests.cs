using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class NickCommandTests
{
    [Fact]
    public async Task Everybody_who_shares_a_room_sees_the_change_once()
    {
        await using var server = await TestServer.StartAsync();
        var plain = await server.ConnectPlainAsync("cleo");
        var clients = await server.ConnectIrcAsync("#lobby", "ann", "bob");
        await plain.ExpectEventuallyAsync("*** bob joined\n");
        foreach (var client in clients) await client.DoesAsync("JOIN #tea");
        foreach (var client in clients) await client.LinesAsync();

        await clients[0].AsksAsync("NICK anna\r\nNICK anna\r\nNICK ANNA", ":ann NICK :anna", ":anna!~ann@localhost NICK :ANNA");
        await clients[1].HearsAsync(":ann NICK :anna", ":anna!~ann@localhost NICK :ANNA");
        await plain.ExpectAsync("*** ann is now called anna\n*** anna is now called ANNA\n");
        await clients[0].AsksAsync("MODE anna", "221 ANNA :+");
    }

    [Theory]
    [InlineData("NICK", "431 ann :No nickname given")]
    [InlineData("NICK :", "431 ann :No nickname given")]
    [InlineData("NICK bob", "433 ann bob :Nickname is already in use")]
    [InlineData("NICK BOB", "433 ann BOB :Nickname is already in use")]
    [InlineData("NICK *", "432 ann * :Erroneous nickname")]
    [InlineData("NICK :a b", "432 ann a :Erroneous nickname")]
    [InlineData("NICK #tea", "432 ann #tea :Erroneous nickname")]
    [InlineData("NICK -ann", "432 ann -ann :Erroneous nickname")]
    [InlineData("NICK parley", "432 ann parley :That nickname is reserved")]
    [InlineData("NICK bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "432 ann bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb :Erroneous nickname")]
    [InlineData("NICK aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ":ann NICK :aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Bad_and_taken_nicks_are_refused(string line, string answer)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await server.ConnectIrcAsync("bob");
        await ann.AsksAsync(line, answer);
    }

    [Fact]
    public async Task A_newcomer_is_refused_at_once_and_may_choose_again()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectIrcAsync("ann");
        var bob = server.Connect(TestServer.Irc);
        await bob.AsksAsync("NICK\r\nNICK ann\r\nNICK *\r\nUSER u s e r",
            "431 * :No nickname given", "433 * ann :Nickname is already in use", "432 * * :Erroneous nickname");
        await bob.SendAsync("NICK bob\r\n");
        await bob.ExpectEventuallyAsync(" 001 bob :");
    }

    [Fact]
    public async Task A_nick_is_free_when_its_owner_has_another_or_is_gone()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("NICK anna");
        var second = await server.ConnectIrcAsync("ann");
        await second.SendAsync("QUIT\r\n");
        await second.ExpectEndAsync();
        await server.ConnectIrcAsync("ANN");
    }
}
