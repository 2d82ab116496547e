using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class AwayNotifyTests
{
    [Fact]
    public async Task Those_who_share_a_channel_are_told()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("away-notify", "ann");
        await ann.DoesAsync("JOIN #tea");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("AWAY :elsewhere");
        await ann.HearsAsync();
        await bob.DoesAsync("AWAY\r\nJOIN #tea\r\nAWAY :for tea\r\nAWAY");
        await ann.HearsAsync(":bob JOIN :#tea", ":bob AWAY :for tea", ":bob AWAY");
        await ann.AsksAsync("AWAY :me", "306 ann :You have been marked as being away");
        await bob.HearsAsync();
    }

    [Fact]
    public async Task Who_comes_while_away_is_shown_so()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("away-notify extended-join", "ann");
        await ann.DoesAsync("JOIN #tea");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("AWAY :for tea\r\nJOIN #tea");
        await ann.HearsAsync(":bob JOIN #tea * :bob the tester", ":bob AWAY :for tea");
    }
}
