using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class MapCommandTests
{
    [Fact]
    public async Task There_is_one_server_with_its_people()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("MAP", "015 ann :parley.localhost | Users: 1", "017 ann :End of /MAP");
    }
}
