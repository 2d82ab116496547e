using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class InfoCommandTests
{
    [Theory]
    [InlineData("INFO")]
    [InlineData("INFO parley.localhost")]
    [InlineData("INFO *local*")]
    public async Task The_server_describes_itself(string line)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync(line + "\r\n");
        var lines = await ann.LinesAsync();
        Assert.All(lines[..^1], text => Assert.StartsWith(":parley.localhost 371 ann :", text, StringComparison.Ordinal));
        Assert.Equal(":parley.localhost 374 ann :End of INFO", lines[^1]);
        await ann.AsksAsync("INFO elsewhere.example", "402 ann elsewhere.example :No such server");
    }
}
