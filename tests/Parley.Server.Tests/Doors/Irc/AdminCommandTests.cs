using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class AdminCommandTests
{
    [Fact]
    public async Task Somebody_runs_the_server()
    {
        await using var server = await TestServer.StartAsync(options => options.Admin = "ops@parley.example");
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("ADMIN", "256 ann parley.localhost :Administrative info", "259 ann :ops@parley.example");
    }

    [Fact]
    public async Task Or_nobody_says_so()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("ADMIN\r\nADMIN elsewhere.example",
            "423 ann parley.localhost :No administrative info available", "402 ann elsewhere.example :No such server");
    }
}
