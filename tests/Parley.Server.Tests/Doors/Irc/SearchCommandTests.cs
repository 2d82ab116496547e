using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class SearchCommandTests
{
    private const string Caps = "soju.im/search batch";

    [Fact]
    public async Task Messages_are_found_by_what_fits_all_that_is_said()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(options => options.PingAfter = TimeSpan.FromDays(9), time);
        var ann = await server.ConnectIrcWithAsync(Caps, "ann");
        var bob = await server.ConnectIrcWithAsync("soju.im/search", "bob");
        await ann.DoesAsync("JOIN #tea\r\nPRIVMSG #tea :Earl Grey");
        await bob.DoesAsync("JOIN #tea");
        time.Advance(TimeSpan.FromHours(1));
        await bob.DoesAsync("PRIVMSG #tea :early grey morning\r\nPRIVMSG ann :grey secret");
        await ann.LinesAsync();

        await ann.AsksAsync("SEARCH text=grey;in=#tea;limit=2",
            "BATCH +1 soju.im/search",
            "@batch=1 :ann PRIVMSG #tea :Earl Grey", "@batch=1 :bob PRIVMSG #tea :early grey morning",
            "BATCH -1");
        await bob.AsksAsync(@"SEARCH text=GREY\searly", ":bob PRIVMSG #tea :early grey morning");
        await bob.AsksAsync("SEARCH from=BOB;text=grey", ":bob PRIVMSG #tea :early grey morning", ":bob PRIVMSG ann :grey secret");
        await bob.AsksAsync("SEARCH in=ann;text=grey", ":bob PRIVMSG ann :grey secret");
        await bob.AsksAsync("SEARCH text=grey;limit=1", ":bob PRIVMSG ann :grey secret");
        await bob.AsksAsync("SEARCH text=grey;limit=1;after=2026-01-01T12:00:00.000Z", ":ann PRIVMSG #tea :Earl Grey");
        await bob.AsksAsync("SEARCH text=grey;before=2026-01-01T12:59:59.999Z", ":ann PRIVMSG #tea :Earl Grey");
        await ann.AsksAsync("SEARCH before=2010-01-01T00:00:00.000Z;in=#tea", "BATCH +2 soju.im/search", "BATCH -2");
    }

    [Fact]
    public async Task What_one_may_not_read_is_as_if_it_did_not_exist()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Caps, "ann");
        await ann.DoesAsync("JOIN #tea\r\nPRIVMSG #tea :swordfish\r\nPRIVMSG ann :swordfish");
        var eve = await server.ConnectIrcWithAsync(Caps, "eve");
        foreach (var (number, asked) in ((string[])["text=swordfish", "in=#tea;text=swordfish", "in=#none;text=swordfish", "in=ann;text=swordfish"]).Index())
            await eve.AsksAsync($"SEARCH {asked}", $"BATCH +{number + 1} soju.im/search", $"BATCH -{number + 1}");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("text=x;limit=many", "limit")]
    [InlineData("after=yesterday", "after")]
    [InlineData("before=", "before")]
    [InlineData("from=a!b", "from")]
    [InlineData("colour=red", "colour")]
    public async Task What_cannot_be_understood_is_named(string asked, string named)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Caps, "ann");
        await ann.AsksAsync($"SEARCH {asked}", $"FAIL SEARCH INVALID_PARAMS {named} :Invalid parameters");
    }

    [Fact]
    public async Task Without_the_capability_there_is_no_such_command()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("SEARCH text=x", "421 ann SEARCH :Unknown command");
    }
}
