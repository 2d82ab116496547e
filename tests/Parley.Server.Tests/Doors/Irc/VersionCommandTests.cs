using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class VersionCommandTests
{
    [Fact]
    public async Task The_version_comes_with_what_is_supported()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("VERSION\r\n");
        var lines = await ann.LinesAsync();
        Assert.StartsWith(":parley.localhost 351 ann parley-", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith(":parley.localhost 005 ann ", line, StringComparison.Ordinal));
        await ann.AsksAsync("VERSION elsewhere.example", "402 ann elsewhere.example :No such server");
    }
}
