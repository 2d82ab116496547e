using Parley.Server.Tests.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.History;

public sealed class HistoryOnJoinTests
{
    [Fact]
    public async Task Who_comes_in_is_shown_what_was_said_last_unless_their_client_asks_for_it_itself()
    {
        await using var server = await TestServer.StartAsync(options => options.HistoryOnJoin = 2, new ManualTime());
        var ann = await server.ConnectPlainAsync("ann");
        await ann.SendAsync("/join tea\none\ntwo\nthree\n/topic\n");
        await ann.ExpectAsync("*** you are in #tea\n*** in #tea: ann\n*** #tea has no topic\n");

        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/join tea\n");
        await bob.ExpectAsync("*** you are in #tea\n*** in #tea: ann, bob\n[2026-01-01 12:00Z] <ann> two\n[2026-01-01 12:00Z] <ann> three\n");

        Assert.Equal("PRIVMSG #tea :two|PRIVMSG #tea :three", await JoinAsync("old", ""));
        Assert.Equal("BATCH +1 chathistory #tea|PRIVMSG #tea :two|PRIVMSG #tea :three|BATCH -1", await JoinAsync("timely", "server-time batch"));
        Assert.Empty(await JoinAsync("new", "draft/chathistory"));

        async Task<string> JoinAsync(string nick, string capabilities)
        {
            var client = capabilities.Length > 0 ? await server.ConnectIrcWithAsync(capabilities, nick) : await server.ConnectIrcAsync(nick);
            await client.SendAsync("JOIN #tea\r\n");
            var lines = (await client.LinesAsync()).SkipWhile(line => !line.Contains(" 366 ", StringComparison.Ordinal)).Skip(1);
            return string.Join('|', lines.Select(line => string.Join(' ', line.Split(' ').SkipWhile(word => word[0] is '@' or ':'))));
        }
    }
}
