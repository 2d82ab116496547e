using Microsoft.Extensions.DependencyInjection;
using Parley.Server.History;
using Parley.Server.Tests.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.History;

public sealed class HistoryKeeperTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_room_keeps_as_many_messages_as_the_server_says()
    {
        await using var server = await StartAsync(options => options.HistoryMessagesMax = 2);
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("one\ntwo\nthree\n/topic\n");
        await bob.ExpectAsync("*** #lobby has no topic\n");
        await TidyAsync(server);
        await bob.SendAsync("/history\n/search one\n/search three\n");
        await bob.ExpectAsync(
            """
            [2026-01-01 12:00Z] <bob> two
            [2026-01-01 12:00Z] <bob> three
            *** nothing was found
            [2026-01-01 12:00Z] [#lobby] <bob> three

            """);
    }

    [Fact]
    public async Task What_is_older_than_the_server_keeps_is_gone_everywhere()
    {
        await using var server = await StartAsync(options => options.HistoryAgeMax = TimeSpan.FromDays(30));
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("old\n/topic\n");
        await bob.ExpectAsync("*** #lobby has no topic\n");
        _time.Advance(TimeSpan.FromDays(20));
        await bob.SendAsync("young\n/topic\n");
        await bob.ExpectAsync("*** #lobby has no topic\n");
        await TidyAsync(server);
        await bob.SendAsync("/history 5\n");
        await bob.ExpectAsync("[2026-01-01 12:00Z] <bob> old\n[2026-01-21 12:00Z] <bob> young\n");
        _time.Advance(TimeSpan.FromDays(11));
        await TidyAsync(server);
        await bob.SendAsync("/history 5\n");
        await bob.ExpectAsync("[2026-01-21 12:00Z] <bob> young\n");
    }

    [Fact]
    public async Task A_room_may_keep_less()
    {
        await using var server = await StartAsync(options => options.HistoryMessagesMax = 3);
        var ann = await server.ConnectIrcWithAsync("draft/chathistory", "ann");
        await ann.DoesAsync("JOIN #tea\r\nJOIN #milk");
        await ann.AsksAsync("MODE #tea +H 1:x\r\nMODE #tea +H *", "696 ann #tea H 1:x :Invalid mode parameter", "696 ann #tea H * :Invalid mode parameter");
        await ann.AsksAsync("MODE #tea +H 1:7d\r\nMODE #milk +H *:1h", ":ann MODE #tea +H :1:7d", ":ann MODE #milk +H :*:1h");
        await ann.DoesAsync("PRIVMSG #tea :a\r\nPRIVMSG #tea :b\r\nPRIVMSG #milk :c\r\nPRIVMSG #milk :d");
        await TidyAsync(server);
        await ann.AsksAsync("CHATHISTORY LATEST #tea * 9", ":ann PRIVMSG #tea :b");
        await ann.AsksAsync("CHATHISTORY LATEST #milk * 9", ":ann PRIVMSG #milk :c", ":ann PRIVMSG #milk :d");
        _time.Advance(TimeSpan.FromHours(2));
        await TidyAsync(server);
        await ann.AsksAsync("CHATHISTORY LATEST #milk * 9");
        await ann.AsksAsync("CHATHISTORY LATEST #tea * 9", ":ann PRIVMSG #tea :b");
    }

    private static Task TidyAsync(TestServer server) => server.Server.Services.GetRequiredService<HistoryKeeper>().TidyAsync();

    private Task<TestServer> StartAsync(Action<ServerOptions> set) => TestServer.StartAsync(
        options =>
        {
            options.PingAfter = TimeSpan.FromDays(49);
            set(options);
        },
        _time);
}
