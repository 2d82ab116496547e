using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class KickCommandTests
{
    [Fact]
    public async Task All_see_who_is_sent_away_the_victim_too()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob", "eve");
        await clients[0].AsksAsync("KICK #tea bob :bye", ":ann KICK #tea bob :bye");
        await clients[1].HearsAsync(":ann KICK #tea bob :bye");
        await clients[2].HearsAsync(":ann KICK #tea bob :bye");
        await clients[1].AsksAsync("PRIVMSG #tea :still here?", "404 bob #tea :Cannot send to channel");
        await clients[0].AsksAsync("KICK #tea eve", ":ann KICK #tea eve :ann");
    }

    [Theory]
    [InlineData("KICK #tea bob,eve :bye")]
    [InlineData("KICK #tea,#tea bob,eve :bye")]
    public async Task Lists_are_shown_one_by_one(string line)
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob", "eve");
        await clients[0].AsksAsync(line, ":ann KICK #tea bob :bye", ":ann KICK #tea eve :bye");
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        var eve = await server.ConnectIrcAsync("eve");
        await eve.AsksAsync("KICK #tea bob", "442 eve #tea :You're not on that channel");
        await clients[1].AsksAsync("KICK #tea ann", "482 bob #tea :You're not channel operator");
        await clients[0].AsksAsync("KICK #none bob\r\nKICK #tea eve\r\nKICK #tea nobody\r\nKICK #tea\r\nKICK #tea ,\r\nKICK #tea,#milk bob",
            "403 ann #none :No such channel",
            "441 ann eve #tea :They aren't on that channel",
            "401 ann nobody :No such nick/channel",
            "461 ann KICK :Not enough parameters",
            "461 ann KICK :Not enough parameters",
            "461 ann KICK :Not enough parameters");
    }

    [Fact]
    public async Task Operators_may_send_operators_away_and_half_operators_may_not()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].DoesAsync("MODE #tea +h bob");
        await clients[1].LinesAsync();
        await clients[1].AsksAsync("KICK #tea ann", "482 bob #tea :You're not channel operator");
        await clients[0].DoesAsync("MODE #tea +o bob");
        await clients[1].LinesAsync();
        await clients[1].AsksAsync("KICK #tea ann :my turn", ":bob KICK #tea ann :my turn");
    }
}
