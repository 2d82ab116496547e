using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class StsTests
{
    private const string Secure = "ircs://127.0.0.1:6?cert=none&key=none";

    [Theory]
    [InlineData(TestServer.Irc, null, null)]
    [InlineData(TestServer.Irc, 0, null)]
    [InlineData(TestServer.Irc, 3600, "port=6")]
    [InlineData(Secure, null, null)]
    [InlineData(Secure, 0, "duration=0")]
    [InlineData(Secure, 3600, "duration=3600")]
    public void The_policy_sends_clients_to_the_encrypted_door_and_keeps_them_there(string door, int? seconds, string? policy)
    {
        var options = new ServerOptions { Doors = [TestServer.Irc, Secure], StsDuration = seconds is { } some ? TimeSpan.FromSeconds(some) : null };
        var offer = Server.Doors.Irc.IrcCapabilities.OfferedAt(Server.Doors.DoorUrl.Parse(door), options).SingleOrDefault(offer => offer.Capability.Name == "sts");
        Assert.Equal(policy, offer.Value);
    }

    [Fact]
    public async Task There_is_none_without_an_encrypted_door_and_nobody_can_ask_for_it()
    {
        await using var server = await TestServer.StartAsync(options => options.StsDuration = TimeSpan.FromDays(30));
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("CAP LS 302\r\n");
        Assert.DoesNotContain("sts=", string.Concat(await ann.LinesAsync()), StringComparison.Ordinal);
        await ann.AsksAsync("CAP REQ sts", "CAP ann NAK :sts");
    }

    [Fact]
    public async Task A_reload_that_changes_it_is_told_to_those_who_want_to_know_and_one_that_ends_it_is_not()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        var eve = await server.ConnectIrcWithAsync("cap-notify", "eve");
        await ann.DoesAsync("CAP LS 302");
        server.Server.Reload(new ServerOptions { Doors = [TestServer.Irc, Secure], StsDuration = TimeSpan.FromDays(1) });
        await ann.HearsAsync("CAP ann NEW :sts=port=6");
        await eve.HearsAsync("CAP eve NEW :sts");
        await bob.HearsAsync();
        server.Server.Reload(new ServerOptions { Doors = [TestServer.Irc] });
        await ann.HearsAsync();
    }
}
