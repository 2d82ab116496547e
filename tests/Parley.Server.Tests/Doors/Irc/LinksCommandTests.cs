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

    [Fact]
    public async Task It_says_of_itself_what_its_operator_wants()
    {
        await using var server = await TestServer.StartAsync(options => options.ServerDescription = "test server");
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("LINKS", "364 ann parley.localhost parley.localhost :0 test server", "365 ann * :End of /LINKS list");
        await ann.SendAsync("WHOIS ann\r\n");
        Assert.Contains(":parley.localhost 312 ann ann parley.localhost :test server", await ann.LinesAsync());
    }
}
