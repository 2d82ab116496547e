using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class EchoMessageTests
{
    [Fact]
    public async Task What_one_says_comes_back()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("echo-message message-tags", "ann");
        var bob = await server.ConnectIrcAsync("#tea", "bob");
        await ann.DoesAsync("JOIN #tea");
        await bob[0].LinesAsync();
        await ann.AsksAsync("PRIVMSG #tea :hi\r\n@+a=1 NOTICE bob :psst\r\n@+a=1 TAGMSG bob\r\nPRIVMSG nobody :hi",
            $"@msgid={Id(6)} :ann PRIVMSG #tea :hi",
            $"@msgid={Id(8)};+a=1 :ann NOTICE bob :psst",
            "@+a=1 :ann TAGMSG bob",
            "401 ann nobody :No such nick/channel");
        await bob[0].HearsAsync(":ann PRIVMSG #tea :hi", ":ann NOTICE bob :psst");
    }

    [Fact]
    public async Task What_one_says_to_oneself_comes_back_and_comes()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("echo-message", "ann");
        await ann.AsksAsync("PRIVMSG ann :hi", ":ann PRIVMSG ann :hi", ":ann PRIVMSG ann :hi");
    }

    private static string Id(long sequence) => MessageId.Of(new Sequence(sequence));
}
