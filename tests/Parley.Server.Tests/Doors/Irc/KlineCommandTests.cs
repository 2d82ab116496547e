using System.Text;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class KlineCommandTests
{
    [Fact]
    public async Task Whoever_is_banned_goes_and_stays_out()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("KLINE ann!*@*\r\nKLINE\r\nUNKLINE ann!*@*",
            "481 bob :Permission denied: you're not an IRC operator",
            "481 bob :Permission denied: you're not an IRC operator",
            "481 bob :Permission denied: you're not an IRC operator");
        await ann.DoesAsync("OPER root secret");
        await ann.AsksAsync("KLINE bob!*@* :spam", "NOTICE ann :bob!*@* is kept out");
        Assert.EndsWith("ERROR :Closing link: (Banned (spam))\r\n", await bob.ExpectEndAsync(), StringComparison.Ordinal);
        await ann.AsksAsync("KLINE", "216 ann K bob!*@* * ann :spam", "219 ann K :End of /STATS report");
        var again = server.Connect(TestServer.Irc);
        await again.SendAsync("NICK bob\r\nUSER bob 0 * :Bob\r\n");
        Assert.Equal(
            ":parley.localhost 465 * :You are banned from this server: spam\r\nERROR :Closing link: (Banned (spam))\r\n", await again.ExpectEndAsync());
    }

    [Fact]
    public async Task A_ban_may_end_by_itself()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator, time);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("OPER root secret");
        await ann.AsksAsync("KLINE 10 bob!*@* :calm down\r\nKLINE",
            "NOTICE ann :bob!*@* is kept out", "216 ann K bob!*@* * ann :calm down (until 2026-01-01 12:10Z)", "219 ann K :End of /STATS report");
        time.Advance(TimeSpan.FromMinutes(11));
        await server.ConnectIrcAsync("bob");
    }

    [Fact]
    public async Task An_address_is_kept_out_and_nobody_bans_everybody()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("OPER root secret");
        await ann.AsksAsync("KLINE 192.0.2.0/24 :net\r\nKLINE *!*@*", "NOTICE ann :192.0.2.0/24 is kept out", "415 ann *!*@* :Bad mask");
    }

    [Fact]
    public async Task Nobody_from_a_banned_address_stays_or_comes_through_whichever_door()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("OPER root secret\r\nJOIN #lobby");
        var bob = await server.ConnectIrcAsync("bob");
        var stranger = server.Connect(TestServer.Irc);
        await stranger.AsksAsync("NICK stranger");
        var plain = await server.ConnectPlainAsync("cleo");
        var classic = server.Connect(TestServer.Classic);
        await classic.ExpectAsync("NAME");
        await classic.SendAsync("carl");
        await classic.ExpectEventuallyAsync("Connected to server!");

        await ann.SendAsync("KLINE 127.0.0.0/8 :no more\r\n");
        const string Words = ":parley.localhost 465 {0} :You are banned from this server: no more\r\nERROR :Closing link: (Banned (no more))\r\n";
        Assert.Equal(string.Format(null, Words, "bob"), await bob.ExpectEndAsync());
        Assert.Equal(string.Format(null, Words, "*"), await stranger.ExpectEndAsync());
        Assert.Contains("*** you are banned from this server: no more\n", await plain.ExpectEndAsync(), StringComparison.Ordinal);
        Assert.Contains("you are banned from this server: no more", await classic.ExpectEndAsync(), StringComparison.Ordinal);
        await ann.ExpectEventuallyAsync(":carl!classic@localhost QUIT :Banned (no more)\r\n");

        var late = server.Connect(TestServer.Irc);
        await late.SendAsync("NICK late\r\nUSER late 0 * :Late\r\n");
        Assert.Equal(string.Format(null, Words, "*"), await late.ExpectEndAsync());
        Assert.Contains("you are banned from this server: no more", await server.Connect(TestServer.Plain).ExpectEndAsync(), StringComparison.Ordinal);
        await ann.DoesAsync("UNKLINE 127.0.0.0/8");
        await server.ConnectIrcAsync("bob");
    }

    [Fact]
    public async Task Nobody_takes_a_nick_that_is_kept_out()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        var plain = await server.ConnectPlainAsync("cleo");
        await ann.DoesAsync("OPER root secret\r\nKLINE spam* :no spam");
        await bob.AsksAsync("NICK spambot", "432 bob spambot :That nickname is kept out: no spam");
        await plain.SendAsync("/nick spambot\n");
        await plain.ExpectEventuallyAsync("*** the nickname spambot is kept out: no spam\n");
        await ann.AsksAsync("NICK spamhunter", ":ann NICK :spamhunter");
    }

    [Fact]
    public async Task Nobody_logs_in_to_an_account_that_is_kept_out()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await server.ConnectRegisteredAsync("bob");
        var eve = await server.ConnectIrcAsync("eve");
        var plain = await server.ConnectPlainAsync("cleo");
        await ann.DoesAsync("OPER root secret\r\nKLINE ~a:bob :spam");
        var message = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0bob\0{AccountTranscript.Password}"));
        await eve.SendAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {message}\r\n");
        await eve.ExpectEventuallyAsync("AUTHENTICATE :+\r\n");
        Assert.Equal(":parley.localhost 465 eve :You are banned from this server: spam\r\nERROR :Closing link: (Banned (spam))\r\n", await eve.ExpectEndAsync());
        await plain.SendAsync($"/login bob {AccountTranscript.Password}\n");
        await plain.ExpectEventuallyAsync("*** you are banned from this server: spam\n");
    }

    [Fact]
    public async Task It_survives_a_restart()
    {
        var log = new MemoryEventLog();
        await using (var server = await TestServer.StartAsync(IrcTranscript.WithOperator, log: log))
        {
            var ann = await server.ConnectIrcAsync("ann");
            await ann.DoesAsync("OPER root secret\r\nKLINE bob!*@* :spam");
        }

        await using var restarted = await TestServer.StartAsync(log: log);
        var bob = restarted.Connect(TestServer.Irc);
        await bob.SendAsync("NICK bob\r\nUSER bob 0 * :Bob\r\n");
        await bob.ExpectEventuallyAsync(" 465 * :You are banned from this server: spam\r\n");
    }
}
