using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class MotdCommandTests
{
    [Fact]
    public async Task The_message_of_the_day_is_shown_at_arrival_and_when_asked()
    {
        await using var server = await TestServer.StartAsync(options => options.Motd = ["Be kind.", ""]);
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("NICK ann\r\nUSER ann 0 * :Ann\r\n");
        string[] expected = ["375 ann :- parley.localhost Message of the day - ", "372 ann :- Be kind.", "372 ann :- ", "376 ann :End of /MOTD command."];
        Assert.Equal(expected.Select(line => $":parley.localhost {line}"), (await ann.LinesAsync())[^4..]);
        await ann.AsksAsync("MOTD", expected);
        await ann.AsksAsync("MOTD parley.*", expected);
    }

    [Fact]
    public async Task There_need_not_be_one()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("MOTD\r\nMOTD elsewhere.example", "422 ann :MOTD File is missing", "402 ann elsewhere.example :No such server");
    }
}
