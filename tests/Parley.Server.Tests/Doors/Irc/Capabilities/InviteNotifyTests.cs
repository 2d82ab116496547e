using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class InviteNotifyTests
{
    [Fact]
    public async Task Those_who_may_invite_learn_who_was_invited()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("invite-notify", "ann");
        await ann.DoesAsync("JOIN #tea");
        var others = await server.ConnectIrcAsync("#tea", "bob", "eve");
        var joe = await server.ConnectIrcAsync("joe");
        await ann.DoesAsync("MODE #tea +o eve");
        foreach (var other in others) await other.LinesAsync();
        await ann.LinesAsync();

        await others[0].AsksAsync("INVITE joe #tea", "341 bob joe :#tea");
        await ann.HearsAsync(":bob INVITE joe :#tea");
        await joe.HearsAsync(":bob INVITE joe :#tea");
        await others[1].HearsAsync();
        await ann.AsksAsync("INVITE joe #tea", "341 ann joe :#tea");
        await others[0].HearsAsync();
    }

    [Fact]
    public async Task The_plain_door_says_whom()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        var plain = await server.ConnectPlainAsync("cleo");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** in #tea: ");
        await plain.ExpectEventuallyAsync("\n");
        await ann.DoesAsync("MODE #tea +o cleo");
        await plain.ExpectEventuallyAsync("\n");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.DoesAsync("INVITE bob #tea");
        await plain.ExpectAsync("*** ann invites bob to #tea\n");
        await bob.LinesAsync();
    }
}
