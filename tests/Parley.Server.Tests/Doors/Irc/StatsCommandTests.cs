using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class StatsCommandTests
{
    [Fact]
    public async Task The_server_tells_how_long_it_runs_and_to_operators_who_may()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            options =>
            {
                IrcTranscript.WithOperator(options);
                options.PingAfter = TimeSpan.FromDays(2);
            },
            time);
        var ann = await server.ConnectIrcAsync("ann");
        time.Advance(TimeSpan.FromSeconds(90_061));
        await ann.LinesAsync();
        await ann.AsksAsync("STATS u\r\nSTATS o\r\nSTATS x\r\nSTATS 🙂\r\nSTATS :\r\nSTATS\r\nSTATS u elsewhere.example",
            "242 ann :Server Up 1 days 1:01:01", "219 ann u :End of /STATS report",
            "481 ann :Permission denied: you're not an IRC operator", "219 ann o :End of /STATS report",
            "219 ann x :End of /STATS report",
            "219 ann 🙂 :End of /STATS report",
            "219 ann * :End of /STATS report",
            "461 ann STATS :Not enough parameters",
            "402 ann elsewhere.example :No such server");
        await ann.DoesAsync("OPER root secret");
        await ann.AsksAsync("STATS o", "243 ann O * * :root", "219 ann o :End of /STATS report");
    }

    [Fact]
    public async Task Commands_are_listed()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("STATS m\r\n");
        Assert.Contains(":parley.localhost 212 ann JOIN :0", await ann.LinesAsync());
    }
}
