using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class ListCommandTests
{
    [Theory]
    [InlineData("LIST", "#chan1 #chan2")]
    [InlineData("LIST #CHAN1", "#chan1")]
    [InlineData("LIST #chan1,#chan2", "#chan1 #chan2")]
    [InlineData("LIST #none", "")]
    [InlineData("LIST *an1", "#chan1")]
    [InlineData("LIST #c*n2", "#chan2")]
    [InlineData("LIST *an3", "")]
    [InlineData("LIST !*an1", "#chan2")]
    [InlineData("LIST !#ch*", "")]
    [InlineData("LIST >0", "#chan1 #chan2")]
    [InlineData("LIST >1", "#chan2")]
    [InlineData("LIST <2", "#chan1")]
    [InlineData("LIST <1", "")]
    [InlineData("LIST C>2", "#chan1")]
    [InlineData("LIST C<2", "#chan2")]
    [InlineData("LIST C<0", "")]
    [InlineData("LIST C>0", "#chan1 #chan2")]
    [InlineData("LIST T>2", "#chan1")]
    [InlineData("LIST T<2", "#chan2")]
    [InlineData("LIST T<0", "")]
    [InlineData("LIST t<10", "#chan1 #chan2")]
    [InlineData("LIST >0,C<2", "#chan2")]
    public async Task Conditions_choose_rooms(string line, string rooms)
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #chan1\r\nTOPIC #chan1 :one");
        time.Advance(TimeSpan.FromMinutes(2));
        await ann.LinesAsync();
        await ann.DoesAsync("JOIN #chan2\r\nTOPIC #chan2 :two");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("JOIN #chan2");
        time.Advance(TimeSpan.FromMinutes(1));

        string[] all = ["322 bob #chan1 1 :one", "322 bob #chan2 2 :two"];
        await bob.LinesAsync();
        await bob.AsksAsync(line,
            ["321 bob Channel :Users  Name", .. all.Where(room => rooms.Split(' ').Contains(room.Split(' ')[2])), "323 bob :End of /LIST"]);
    }

    [Fact]
    public async Task A_secret_room_is_listed_for_its_members_only()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.DoesAsync("JOIN #secret\r\nMODE #secret +s");
        await ann.AsksAsync("LIST", "321 ann Channel :Users  Name", "322 ann #secret 1 :", "323 ann :End of /LIST");
        await bob.AsksAsync("LIST", "321 bob Channel :Users  Name", "323 bob :End of /LIST");
    }
}
