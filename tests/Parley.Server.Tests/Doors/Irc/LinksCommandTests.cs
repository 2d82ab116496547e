using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class LinksCommandTests
{
    [Fact]
    public async Task There_is_one_server()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("LINKS", "364 ann parley.localhost parley.localhost :0 Parley", "365 ann * :End of /LINKS list");
    }
}
