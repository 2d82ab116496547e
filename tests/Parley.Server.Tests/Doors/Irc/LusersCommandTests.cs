using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class LusersCommandTests
{
    [Fact]
    public async Task Everybody_is_counted_once()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        var gone = await server.ConnectIrcAsync("gone");
        await gone.SendAsync("QUIT\r\n");
        await gone.ExpectEndAsync();
        await ann.DoesAsync("MODE ann +i\r\nOPER root secret\r\nJOIN #tea");
        var stranger = server.Connect(TestServer.Irc);
        await stranger.AsksAsync("NICK stranger");
        await ann.AsksAsync("LUSERS",
            "251 ann :There are 0 users and 1 invisible on 1 servers",
            "252 ann 1 :operator(s) online",
            "253 ann 1 :unknown connection(s)",
            "254 ann 1 :channels formed",
            "255 ann :I have 1 clients and 0 servers",
            "265 ann 1 2 :Current local users 1, max 2",
            "266 ann 1 2 :Current global users 1, max 2");
        await stranger.SendAsync("QUIT\r\n");
        await stranger.ExpectEndAsync();
        Assert.Contains(":parley.localhost 253 ann 0 :unknown connection(s)", await AskAsync(ann));
    }

    [Fact]
    public async Task Those_who_have_not_said_who_they_are_are_counted_through_all_doors_until_they_have_or_are_gone()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await CountsAsync(ann, strangers: 0, people: 1);

        var classic = server.Connect(TestServer.Classic);
        await classic.ExpectAsync("NAME");
        var irc = server.Connect(TestServer.Irc);
        await irc.AsksAsync("NICK irc");
        await CountsAsync(ann, strangers: 2, people: 1);

        await classic.SendAsync("carl");
        await classic.ExpectEventuallyAsync("Connected to server!");
        await CountsAsync(ann, strangers: 1, people: 2);
        await irc.DoesAsync("USER irc 0 * :Irc");
        await CountsAsync(ann, strangers: 0, people: 3);
        await irc.SendAsync("QUIT\r\n");
        await irc.ExpectEndAsync();
        await CountsAsync(ann, strangers: 0, people: 2);
    }

    [Fact]
    public async Task Who_is_greeted_is_counted_and_no_stranger()
    {
        await using var server = await TestServer.StartAsync();
        var stranger = server.Connect(TestServer.Irc);
        await stranger.AsksAsync("NICK stranger");
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("NICK ann\r\nUSER ann 0 * :Ann\r\n");
        var greeting = await ann.LinesAsync();
        Assert.Contains(":parley.localhost 251 ann :There are 1 users and 0 invisible on 1 servers", greeting);
        Assert.Contains(":parley.localhost 253 ann 1 :unknown connection(s)", greeting);
        Assert.Contains(":parley.localhost 265 ann 1 1 :Current local users 1, max 1", greeting);
    }

    private static async Task CountsAsync(TestClient client, int strangers, int people)
    {
        var lines = await AskAsync(client);
        Assert.Contains($":parley.localhost 253 ann {strangers} :unknown connection(s)", lines);
        Assert.Contains($":parley.localhost 255 ann :I have {people} clients and 0 servers", lines);
    }

    private static async Task<string[]> AskAsync(TestClient client)
    {
        await client.SendAsync("LUSERS\r\n");
        return await client.LinesAsync();
    }
}
