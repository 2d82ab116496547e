using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class PartCommandTests
{
    [Fact]
    public async Task All_members_see_who_leaves_and_why()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("PART #tea :bye everyone", ":ann PART #tea :bye everyone");
        await clients[1].HearsAsync(":ann PART #tea :bye everyone");
        await clients[1].AsksAsync("PART #TEA", ":bob PART :#tea");
    }

    [Fact]
    public async Task A_list_is_left_one_by_one()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await server.ConnectIrcAsync("#other", "bob");
        await ann.DoesAsync("JOIN #a,#b");
        await ann.AsksAsync("PART #a,#none,#other,tea,#b",
            ":ann PART :#a", "403 ann #none :No such channel", "442 ann #other :You're not on that channel", "403 ann tea :No such channel", ":ann PART :#b");
        await ann.AsksAsync("PART\r\nPART ,", "461 ann PART :Not enough parameters", "461 ann PART :Not enough parameters");
    }
}
