using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class ExtendedIsupportTests
{
    [Fact]
    public async Task Newcomers_with_the_capability_may_ask_and_get_a_batch()
    {
        await using var server = await TestServer.StartAsync(options => options.NetworkIcon = "https://example.org/icon.png?size={size}");
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("ISUPPORT", "451 * :You have not registered");
        await ann.AsksAsync("CAP REQ :batch draft/extended-isupport", "CAP * ACK :batch draft/extended-isupport");
        await ann.SendAsync("ISUPPORT\r\n");
        var lines = await ann.LinesAsync();
        AssertBatch(lines, "1", "*");
        Assert.Contains(@" draft/ICON=https://example.org/icon.png?size\x3D{size} ", string.Concat(lines), StringComparison.Ordinal);

        await ann.SendAsync("NICK ann\r\nUSER ann 0 * :Ann\r\nCAP END\r\n");
        AssertBatch([.. (await ann.LinesAsync()).SkipWhile(line => !line.Contains("BATCH", StringComparison.Ordinal)).TakeWhile(line => !line.Contains(" 251 ", StringComparison.Ordinal))], "2", "ann");
        await ann.SendAsync("VERSION\r\n");
        AssertBatch((await ann.LinesAsync())[1..], "3", "ann");
    }

    [Fact]
    public async Task Others_may_ask_when_they_are_somebody()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("ISUPPORT\r\n");
        Assert.All(await ann.LinesAsync(), line => Assert.StartsWith(":parley.localhost 005 ann ", line, StringComparison.Ordinal));
    }

    private static void AssertBatch(string[] lines, string reference, string target)
    {
        Assert.Equal($":parley.localhost BATCH +{reference} :draft/isupport", lines[0]);
        Assert.All(lines[1..^1], line => Assert.StartsWith($"@batch={reference} :parley.localhost 005 {target} ", line, StringComparison.Ordinal));
        Assert.Equal($":parley.localhost BATCH :-{reference}", lines[^1]);
    }
}
