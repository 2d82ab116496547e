using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class NoticeCommandTests
{
    [Fact]
    public async Task Notices_arrive()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("NOTICE #tea,bob :hello there");
        await clients[1].HearsAsync(":ann NOTICE #tea :hello there", ":ann NOTICE bob :hello there");
    }

    [Theory]
    [InlineData("NOTICE")]
    [InlineData("NOTICE bob")]
    [InlineData("NOTICE bob :")]
    [InlineData("NOTICE nobody :x")]
    [InlineData("NOTICE #none :x")]
    [InlineData("NOTICE #other :x")]
    [InlineData("NOTICE bob :x")]
    [InlineData("NOTICE a,b,c,d,e :x")]
    public async Task Nothing_answers_one(string line)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var other = await server.ConnectIrcAsync("#other", "bob");
        await other[0].DoesAsync("AWAY :lunch\r\nMODE bob +R");
        await ann.AsksAsync(line);
    }
}
