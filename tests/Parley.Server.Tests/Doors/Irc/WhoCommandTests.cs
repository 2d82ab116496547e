using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class WhoCommandTests
{
    private const string Ann = "352 bob #tea ~ann localhost parley.localhost ann H@ :0 ann the tester";
    private const string Bob = "352 bob #tea ~bob localhost parley.localhost bob H :0 bob the tester";

    [Theory]
    [InlineData("#tea", Ann, Bob)]
    [InlineData("#TEA", Ann, Bob)]
    [InlineData("*", Ann, Bob)]
    [InlineData("0", Ann, Bob)]
    [InlineData("ann", Ann)]
    [InlineData("ANN", Ann)]
    [InlineData("an*", Ann)]
    [InlineData("*!~ann@*", Ann)]
    [InlineData("nobody")]
    [InlineData("#none")]
    public async Task A_mask_finds_people(string mask, params string[] found)
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[1].AsksAsync($"WHO {mask}", [.. found, $"315 bob {mask} :End of WHO list"]);
    }

    [Fact]
    public async Task Being_away_an_operator_or_a_bot_shows()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].DoesAsync("AWAY :lunch\r\nOPER root secret\r\nMODE ann +B");
        await clients[1].AsksAsync("WHO ann\r\nWHO #tea o",
            "352 bob #tea ~ann localhost parley.localhost ann G*B@ :0 ann the tester", "315 bob ann :End of WHO list",
            "352 bob #tea ~ann localhost parley.localhost ann G*B@ :0 ann the tester", "315 bob #tea :End of WHO list");
    }

    [Fact]
    public async Task Strangers_do_not_find_invisible_people_by_a_mask()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.DoesAsync("JOIN #tea,#secret\r\nMODE ann +i\r\nMODE #secret +s");
        await bob.AsksAsync("WHO an*\r\nWHO #tea\r\nWHO #secret\r\nWHO\r\nWHO ann",
            "315 bob an* :End of WHO list", "315 bob #tea :End of WHO list", "315 bob #secret :End of WHO list", "315 bob * :End of WHO list",
            "352 bob * ~ann localhost parley.localhost ann H :0 ann the tester", "315 bob ann :End of WHO list");
    }

    [Theory]
    [InlineData("%tcuihsnfdlaor,123", "354 bob 123 #tea ~ann 255.255.255.255 localhost parley.localhost ann H@ 0 7 0 n/a :ann the tester")]
    [InlineData("%roaldfnshiuct,123", "354 bob 123 #tea ~ann 255.255.255.255 localhost parley.localhost ann H@ 0 7 0 n/a :ann the tester")]
    [InlineData("%tn,321", "354 bob 321 :ann")]
    [InlineData("%n", "354 bob :ann")]
    [InlineData("%tn", "354 bob 0 :ann")]
    public async Task The_asker_chooses_fields(string fields, string answer)
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        time.Advance(TimeSpan.FromSeconds(7));
        await clients[1].AsksAsync($"WHO ann {fields}", answer, "315 bob ann :End of WHO list");
    }
}
