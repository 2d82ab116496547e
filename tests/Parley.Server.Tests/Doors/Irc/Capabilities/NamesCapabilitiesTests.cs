using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

/// <summary>multi-prefix, userhost-in-names, no-implicit-names: how members are listed.</summary>
public sealed class NamesCapabilitiesTests
{
    [Fact]
    public async Task Multi_prefix_shows_all_roles_in_names_and_who()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann");
        var bob = await server.ConnectIrcWithAsync("multi-prefix", "bob");
        await clients[0].DoesAsync("MODE #tea +v ann");
        await bob.AsksAsync("JOIN #tea\r\nNAMES #tea\r\nWHO ann\r\nWHO ann %nf",
            ":bob JOIN :#tea", "353 bob = #tea :@+ann bob", "366 bob #tea :End of /NAMES list",
            "353 bob = #tea :@+ann bob", "366 bob #tea :End of /NAMES list",
            "352 bob #tea ~ann localhost parley.localhost ann H@+ :0 ann the tester", "315 bob ann :End of WHO list",
            "354 bob ann :H@+", "315 bob ann :End of WHO list");
        await clients[0].LinesAsync();
        await clients[0].AsksAsync("NAMES #tea", "353 ann = #tea :@ann bob", "366 ann #tea :End of /NAMES list");
    }

    [Fact]
    public async Task Userhost_in_names_shows_where_members_come_from()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("userhost-in-names", "ann");
        await ann.AsksAsync("JOIN #tea\r\nNAMES #tea",
            ":ann JOIN :#tea", "353 ann = #tea :@ann!~ann@localhost", "366 ann #tea :End of /NAMES list",
            "353 ann = #tea :@ann!~ann@localhost", "366 ann #tea :End of /NAMES list");
    }

    [Fact]
    public async Task No_implicit_names_leaves_them_out_until_they_are_asked_for()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcWithAsync("no-implicit-names", "ann");
        await ann.AsksAsync("JOIN #tea\r\nTOPIC #tea :tea\r\nPART #tea\r\nJOIN #tea\r\nNAMES #tea",
            ":ann JOIN :#tea", ":ann TOPIC #tea :tea", ":ann PART :#tea",
            ":ann JOIN :#tea", "332 ann #tea :tea", $"333 ann #tea ann :{IrcTranscript.Start}",
            "353 ann = #tea :@ann", "366 ann #tea :End of /NAMES list");
    }
}
