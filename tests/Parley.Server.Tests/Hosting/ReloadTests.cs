using Parley.Server.Tests.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Hosting;

/// <summary>New settings hold from then on, and nobody notices but by them.</summary>
public sealed class ReloadTests
{
    private const string Away = "192.0.2.7";

    [Fact]
    public async Task New_settings_hold_and_nobody_is_dropped()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var plain = await server.ConnectPlainAsync("cleo");
        await ann.AsksAsync("MOTD\r\nOPER root secret", "422 ann :MOTD File is missing", "464 ann :Password incorrect");

        var changed = new ServerOptions { Motd = ["Tea at five"], Password = "milk" };
        IrcTranscript.WithOperator(changed);
        server.Server.Reload(changed);
        await ann.AsksAsync("MOTD\r\nOPER root secret",
            "375 ann :- parley.localhost Message of the day - ", "372 ann :- Tea at five", "376 ann :End of /MOTD command.",
            "381 ann :You are now an IRC operator", "MODE ann :+ow");
        await plain.ExpectNothingAsync();
        var late = server.Connect(TestServer.Irc);
        await late.SendAsync("NICK late\r\nUSER late 0 * :Late\r\n");
        Assert.StartsWith(":parley.localhost 464 ", await late.ExpectEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_limits_hold_for_those_who_are_here_too()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcFromAsync(Away, "bob");
        server.Server.Reload(new ServerOptions { ConnectionsPerAddressMax = 1, CommandsBurstMax = 2, CommandsPerSecondMax = 1 });

        Assert.Contains("too many connections", await server.Connect(TestServer.Irc, Away).ExpectEndAsync(), StringComparison.Ordinal);
        await bob.SendAsync("PRIVMSG ann :1\r\nPRIVMSG ann :2\r\nPRIVMSG ann :3\r\n");
        await ann.ExpectEventuallyAsync(" PRIVMSG ann :2\r\n");
        await time.WhenAwaitedAsync(TimeSpan.FromMilliseconds(250));
        Assert.Empty(await ann.LinesAsync());

        // What waits is let go by new limits, too.
        server.Server.Reload(new ServerOptions());
        time.Advance(TimeSpan.FromMilliseconds(250));
        await ann.ExpectEventuallyAsync(" PRIVMSG ann :3\r\n");
        await server.ConnectIrcFromAsync(Away, "eve");
    }

    [Fact]
    public async Task New_rules_for_accounts_hold()
    {
        await using var server = await TestServer.StartAsync(options => options.CloakAddresses = false, new ManualTime());
        var ann = await server.ConnectIrcFromAsync(Away, "ann");
        var bob = await server.ConnectIrcFromAsync(Away, "bob");
        server.Server.Reload(new ServerOptions { PasswordIterations = 4096, PasswordLengthMin = 20, RegistrationsPerAddressMax = 1 });

        await ann.AsksAsync("REGISTER * * :correct horse", "FAIL REGISTER WEAK_PASSWORD ann :that is too easily guessed: at least 20 characters, and not the name of the account");
        await ann.AsksAsync("REGISTER * * :correct horse battery staple",
            $"900 ann ann!~ann@{Away} ann :You are now logged in as ann", "REGISTER SUCCESS ann :Account successfully registered");
        await bob.AsksAsync("REGISTER * * :correct horse battery staple", "FAIL REGISTER TEMPORARILY_UNAVAILABLE bob :too many attempts lately; try again in a minute");
    }
}
