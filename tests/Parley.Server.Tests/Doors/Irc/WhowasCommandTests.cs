using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class WhowasCommandTests
{
    private static readonly string[] First = ["314 ann bob ~one localhost * :One", "312 ann bob parley.localhost :Thu Jan 1 12:00:00 2026"];
    private static readonly string[] Second = ["314 ann bob ~two localhost * :Two", "312 ann bob parley.localhost :Thu Jan 1 12:00:00 2026"];

    [Theory]
    [InlineData("WHOWAS bob", true)]
    [InlineData("WHOWAS BOB 2", true)]
    [InlineData("WHOWAS bob 1", false)]
    [InlineData("WHOWAS bob 0", true)]
    [InlineData("WHOWAS bob -1", true)]
    public async Task The_newest_comes_first(string line, bool isBoth)
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcAsync("ann");
        foreach (var user in (string[])["One", "Two"])
        {
            var bob = server.Connect(TestServer.Irc);
            await bob.SendAsync($"NICK bob\r\nUSER {user.ToLowerInvariant()} 0 * :{user}\r\nQUIT\r\n");
            await bob.ExpectEndAsync();
        }

        await ann.AsksAsync(line, [.. Second, .. isBoth ? First : [], $"369 ann {line.Split(' ')[1]} :End of WHOWAS"]);
    }

    [Fact]
    public async Task Nobody_was_nobody()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("WHOWAS\r\nWHOWAS nobody",
            "431 ann :No nickname given", "406 ann nobody :There was no such nickname", "369 ann nobody :End of WHOWAS");
    }

    [Fact]
    public async Task A_nick_that_was_given_up_is_remembered()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("NICK anna");
        await ann.AsksAsync("WHOWAS ann",
            "314 anna ann ~ann localhost * :ann the tester", "312 anna ann parley.localhost :Thu Jan 1 12:00:00 2026", "369 anna ann :End of WHOWAS");
    }
}
