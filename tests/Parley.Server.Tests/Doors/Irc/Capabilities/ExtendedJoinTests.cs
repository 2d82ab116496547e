using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class ExtendedJoinTests
{
    [Fact]
    public async Task A_join_says_who_comes()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("extended-join", "ann");
        var eve = await server.ConnectIrcAsync("#tea", "eve");
        await ann.DoesAsync("JOIN #tea");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("SETNAME :Bob, the builder\r\nJOIN #tea");
        await ann.HearsAsync(":bob JOIN #tea * :Bob, the builder");
        await eve[0].HearsAsync(":ann JOIN :#tea", ":bob JOIN :#tea");
        var plain = await server.ConnectPlainAsync("cleo");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** in #tea: ");
        Assert.EndsWith(" JOIN #tea * :", Assert.Single(await ann.LinesAsync()), StringComparison.Ordinal);
    }
}
