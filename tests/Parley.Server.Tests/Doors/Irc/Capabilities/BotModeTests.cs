using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class BotModeTests
{
    [Fact]
    public async Task What_a_bot_does_is_marked_for_those_who_know_tags()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        var eve = await server.ConnectIrcWithAsync("account-tag", "eve");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("MODE bob +B\r\nPRIVMSG ann :beep\r\nPRIVMSG eve :beep\r\nMODE bob -B\r\nPRIVMSG ann :boop");
        await ann.HearsAsync(
            $"@bot;msgid={MessageId.Of(new Sequence(6))} :bob PRIVMSG ann :beep",
            $"@msgid={MessageId.Of(new Sequence(10))} :bob PRIVMSG ann :boop");
        await eve.HearsAsync(":bob PRIVMSG eve :beep");
    }
}
