using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class SetnameCommandTests
{
    [Fact]
    public async Task Whoever_asks_sees_the_new_name()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("SETNAME :Ann the Second\r\nSETNAME", "461 ann SETNAME :Not enough parameters");
        await ann.SendAsync("WHOIS ann\r\n");
        Assert.Equal(":parley.localhost 311 ann ann ~ann localhost * :Ann the Second", (await ann.LinesAsync())[0]);
    }

    [Fact]
    public async Task One_that_is_too_long_or_empty_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync($"SETNAME :{new string('x', 201)}\r\nSETNAME :\r\nSETNAME : ", [.. Enumerable.Repeat("FAIL SETNAME INVALID_REALNAME :Realname is not valid", 3)]);
    }
}
