using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class NamesCommandTests
{
    [Fact]
    public async Task Members_are_listed_with_their_highest_role()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob", "eve");
        await clients[0].DoesAsync("MODE #tea +vo bob bob");
        await clients[2].LinesAsync();
        await clients[2].AsksAsync("NAMES #TEA", "353 eve = #tea :@ann @bob eve", "366 eve #TEA :End of /NAMES list");
    }

    [Fact]
    public async Task Several_rooms_have_one_end_and_what_is_not_there_is_empty()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #a,#b");
        await ann.AsksAsync("NAMES #a,#b\r\nNAMES #none\r\nNAMES invalid\r\nNAMES\r\nNAMES ,",
            "353 ann = #a :@ann", "353 ann = #b :@ann", "366 ann #a,#b :End of /NAMES list",
            "366 ann #none :End of /NAMES list",
            "366 ann invalid :End of /NAMES list",
            "366 ann * :End of /NAMES list",
            "366 ann , :End of /NAMES list");
    }

    [Fact]
    public async Task Secret_rooms_and_invisible_people_are_for_members()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.DoesAsync("JOIN #tea,#secret\r\nMODE #secret +s\r\nMODE ann +i");
        await bob.AsksAsync("NAMES #secret\r\nNAMES #tea", "366 bob #secret :End of /NAMES list", "366 bob #tea :End of /NAMES list");
        await ann.AsksAsync("NAMES #secret", "353 ann @ #secret :@ann", "366 ann #secret :End of /NAMES list");
    }
}
