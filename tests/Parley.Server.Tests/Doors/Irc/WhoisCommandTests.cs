using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class WhoisCommandTests
{
    [Fact]
    public async Task All_that_is_known_is_told()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator, time);
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("JOIN #chan1,#chan2,#secret\r\nMODE #secret +s\r\nAWAY :on a break\r\nMODE bob +B\r\nOPER root secret");
        time.Advance(TimeSpan.FromSeconds(7));
        await ann.AsksAsync("WHOIS bob",
            "311 ann bob ~bob localhost * :bob the tester",
            "319 ann bob :@#chan1 @#chan2",
            "312 ann bob parley.localhost :Parley",
            "313 ann bob :is an IRC operator",
            "335 ann bob :is a bot",
            "301 ann bob :on a break",
            $"317 ann bob 7 {IrcTranscript.Start} :seconds idle, signon time",
            "318 ann bob :End of /WHOIS list");
        await bob.AsksAsync("WHOIS bob",
            "311 bob bob ~bob localhost * :bob the tester",
            "319 bob bob :@#chan1 @#chan2 @#secret",
            "312 bob bob parley.localhost :Parley",
            "313 bob bob :is an IRC operator",
            "335 bob bob :is a bot",
            "301 bob bob :on a break",
            "379 bob bob :is using modes +Bow",
            "378 bob bob :is connecting from *@127.0.0.1 127.0.0.1",
            $"317 bob bob 7 {IrcTranscript.Start} :seconds idle, signon time",
            "318 bob bob :End of /WHOIS list");
    }

    [Theory]
    [InlineData("WHOIS ANN")]
    [InlineData("WHOIS parley.localhost ann")]
    [InlineData("WHOIS ann ann")]
    [InlineData("WHOIS ann,bob")]
    public async Task It_may_be_asked_in_several_ways(string line)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync(line + "\r\n");
        Assert.Equal(":parley.localhost 311 ann ann ~ann localhost * :ann the tester", (await ann.LinesAsync())[0]);
    }

    [Fact]
    public async Task Nobody_is_nobody()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("WHOIS\r\nWHOIS nobody\r\nWHOIS elsewhere.example ann",
            "431 ann :No nickname given",
            "401 ann nobody :No such nick/channel", "318 ann nobody :End of /WHOIS list",
            "402 ann elsewhere.example :No such server");
    }

    [Fact]
    public async Task The_rooms_of_invisible_people_are_for_those_who_share_them()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.DoesAsync("JOIN #tea,#milk\r\nMODE ann +i");
        await bob.SendAsync("WHOIS ann\r\n");
        Assert.DoesNotContain(await bob.LinesAsync(), line => line.Contains(" 319 ", StringComparison.Ordinal));
        await bob.DoesAsync("JOIN #tea");
        await bob.SendAsync("WHOIS ann\r\n");
        Assert.Contains(":parley.localhost 319 bob ann :@#tea", await bob.LinesAsync());
    }
}
