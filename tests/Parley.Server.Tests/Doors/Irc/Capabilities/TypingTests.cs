using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

/// <summary>+typing, +reply and +channel-context: passed on, and only what has to last is stored.</summary>
public sealed class TypingTests
{
    [Fact]
    public async Task Typing_comes_before_what_was_typed_and_is_not_there_after_a_restart()
    {
        var log = new MemoryEventLog();
        await using (var server = await TestServer.StartAsync(log: log))
        {
            var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
            var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
            await ann.AsksAsync("@+typing=active TAGMSG bob\r\n@+channel-context=#tea;+draft/channel-context=#tea PRIVMSG bob :hi\r\n@+typing=done TAGMSG bob");
            await bob.HearsAsync(
                "@+typing=active :ann TAGMSG bob",
                $"@msgid={MessageId.Of(new Sequence(4))};+channel-context=#tea;+draft/channel-context=#tea :ann PRIVMSG bob :hi",
                "@+typing=done :ann TAGMSG bob");
        }

        var stored = await log.ReadAsync(default, TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["arrived", "arrived", "conversation", "said"], stored.Take(4).Select(EventCodec.KindOf));
        Assert.DoesNotContain(stored, happened => System.Text.Encoding.UTF8.GetString(EventCodec.Write(happened)).Contains("typing", StringComparison.Ordinal));
    }
}
