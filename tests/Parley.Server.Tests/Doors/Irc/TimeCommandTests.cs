using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class TimeCommandTests
{
    [Fact]
    public async Task The_time_is_the_servers()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("TIME\r\nTIME parley.localhost\r\nTIME elsewhere.example",
            "391 ann parley.localhost :Thursday, 1 January 2026 12:00:00 UTC",
            "391 ann parley.localhost :Thursday, 1 January 2026 12:00:00 UTC",
            "402 ann elsewhere.example :No such server");
    }
}
