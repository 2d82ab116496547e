using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class ServerTimeTests
{
    [Fact]
    public async Task What_people_do_has_the_time_at_which_it_was_stored()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var ann = await server.ConnectIrcWithAsync("server-time", "ann");
        var bob = await server.ConnectIrcWithAsync("server-time message-tags", "bob");
        time.Advance(TimeSpan.FromMilliseconds(61_007));
        await bob.AsksAsync("@+a=1 PRIVMSG ann :hi\r\n@+a=1 TAGMSG ann");
        await ann.HearsAsync("@time=2026-01-01T12:01:01.007Z :bob PRIVMSG ann :hi");
        await ann.AsksAsync("PRIVMSG bob :hi");
        await bob.HearsAsync($"@time=2026-01-01T12:01:01.007Z;msgid={MessageId.Of(new Sequence(5))} :ann PRIVMSG bob :hi");
        await bob.AsksAsync("@+a=1 TAGMSG bob", "@time=2026-01-01T12:01:01.007Z;+a=1 :bob TAGMSG bob");
    }
}
