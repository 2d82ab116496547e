using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class PongCommandTests
{
    [Fact]
    public async Task An_answer_is_not_answered_whenever_and_however_it_comes()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("PONG\r\nPONG :cookie\r\nPONG parley.localhost :cookie");
    }
}
