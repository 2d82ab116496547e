using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

/// <summary>setname, chghost, extended-monitor: what others learn about a person.</summary>
public sealed class PeopleNotifyTests
{
    [Fact]
    public async Task Setname_is_told_to_those_who_asked_for_it()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("setname", "ann");
        await ann.DoesAsync("JOIN #tea");
        var bob = await server.ConnectIrcAsync("#tea", "bob");
        await ann.LinesAsync();
        await bob[0].AsksAsync("SETNAME :Bob, the builder");
        await ann.HearsAsync(":bob SETNAME :Bob, the builder");
        await ann.AsksAsync("SETNAME :Ann", ":ann SETNAME :Ann");
        await bob[0].HearsAsync();
    }

    [Fact]
    public async Task Chghost_is_told_to_those_who_asked_for_it()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcWithAsync("chghost standard-replies", "ann");
        await ann.DoesAsync("JOIN #tea\r\nOPER root secret");
        var bob = await server.ConnectIrcAsync("#tea", "bob");
        await ann.LinesAsync();
        await ann.AsksAsync("CHGHOST bob staff.example\r\nCHGHOST bob staff.example\r\nCHGHOST bob bad@host\r\nCHGHOST nobody x\r\nWHO bob",
            ":bob CHGHOST ~bob :staff.example",
            "FAIL CHGHOST INVALID_HOST bad@host :That cannot be a host",
            "401 ann nobody :No such nick/channel",
            "352 ann #tea ~bob staff.example parley.localhost bob H :0 bob the tester", "315 ann bob :End of WHO list");
        await bob[0].AsksAsync("CHGHOST ann x\r\nPRIVMSG #tea :hi", "481 bob :Permission denied: you're not an IRC operator");
        await ann.HearsAsync(":bob!~bob@staff.example PRIVMSG #tea :hi");
    }

    [Fact]
    public async Task Extended_monitor_tells_more_of_those_who_are_watched()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcWithAsync("extended-monitor away-notify setname", "ann");
        var joe = await server.ConnectIrcWithAsync("away-notify setname", "joe");
        foreach (var client in (TestClient[])[ann, joe]) await client.DoesAsync("MONITOR + bob");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("AWAY :for tea\r\nSETNAME :Bob");
        await ann.HearsAsync("730 ann :bob!~bob@localhost", ":bob AWAY :for tea", ":bob SETNAME :Bob");
        await joe.HearsAsync("730 joe :bob!~bob@localhost");

        await ann.DoesAsync("JOIN #tea");
        await bob.DoesAsync("JOIN #tea\r\nAWAY");
        await ann.HearsAsync(":bob JOIN :#tea", ":bob AWAY :for tea", ":bob AWAY");
        await ann.DoesAsync("MONITOR - bob\r\nPART #tea");
        await bob.DoesAsync("AWAY :again");
        await ann.HearsAsync();
    }
}
