using System.Text;
using Parley.Server.Doors;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>What people do with an IRC client, from the first line to the last, and what the other doors see of it.</summary>
public sealed class IrcConversationTests
{
    [Theory]
    [InlineData("NICK bob\r\nUSER bob 0 * :Bob\r\n")]
    [InlineData("USER bob 0 * :Bob\r\nNICK bob\r\n")]
    [InlineData("CAP LS 302\r\nnick bob\nuser bob 0 * Bob\nCAP END\r\n")]
    [InlineData("\r\n\r\nPASS secret\r\nNICK bob\r\nUSER bob 0 * :Bob\r\n")]
    public async Task A_client_is_greeted_when_it_has_said_who_it_is(string lines)
    {
        await using var server = await TestServer.StartAsync(options => options.Motd = ["Be kind."]);
        var bob = server.Connect(TestServer.Irc);
        await bob.SendAsync(lines);
        await bob.ExpectEventuallyAsync(":parley.localhost 001 bob :Welcome to the Parley network, bob!~bob@localhost\r\n");
        foreach (var numeric in (string[])["002", "003", "004", "005", "251", "252", "253", "254", "255", "265", "266", "375"])
            await bob.ExpectEventuallyAsync($":parley.localhost {numeric} bob ");
        await bob.ExpectEventuallyAsync(":parley.localhost 372 bob :- Be kind.\r\n:parley.localhost 376 bob :End of /MOTD command.\r\n");
    }

    [Fact]
    public async Task Mistakes_on_the_way_in_are_answered_and_can_be_mended()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectIrcAsync("ann");
        var bob = server.Connect(TestServer.Irc);
        await bob.SendAsync("JOIN #lobby\r\nFOO\r\nNICK\r\nNICK a!b\r\nNICK ANN\r\nUSER bob\r\nNICK bob\r\nUSER bob 0 * :Bob\r\nUSER bob 0 * :Bob\r\nPASS x\r\nPING ready\r\n");
        await bob.ExpectLinesAsync(
            ":server 451 * :You have not registered",
            ":server 451 * :You have not registered",
            ":server 431 * :No nickname given",
            ":server 432 * a!b :Erroneous nickname",
            ":server 433 * ANN :Nickname is already in use",
            ":server 461 * USER :Not enough parameters");
        await bob.ExpectEventuallyAsync(":parley.localhost 422 bob :MOTD File is missing\r\n");
        await bob.ExpectLinesAsync(
            ":server 462 bob :You may not reregister", ":server 462 bob :You may not reregister", ":server PONG parley.localhost :ready");
    }

    [Fact]
    public async Task The_servers_password_is_asked_for()
    {
        await using var server = await TestServer.StartAsync(options => options.Password = "open sesame");
        var bob = server.Connect(TestServer.Irc);
        await bob.SendAsync("PASS :open barley\r\nNICK bob\r\nUSER bob 0 * :Bob\r\n");
        Assert.Equal(
            ":parley.localhost 464 * :Password incorrect\r\nERROR :Closing link: (Password incorrect)\r\n", await bob.ExpectEndAsync());

        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("PASS :open sesame\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n");
        await ann.ExpectEventuallyAsync(" 001 ann ");
    }

    [Fact]
    public async Task One_room_for_every_door()
    {
        await using var server = await TestServer.StartAsync();
        var plain = await server.ConnectPlainAsync("pia");
        var classic = server.Connect(TestServer.ClassicLines);
        await classic.SendAsync("cleo\n");
        await classic.ExpectEventuallyAsync("Connected to server!\n");
        await plain.ExpectEventuallyAsync("cleo joined\n");
        var irc = await server.ConnectIrcAsync("irma");

        await irc.SendAsync("JOIN #lobby\r\nPING x\r\n");
        await irc.ExpectLinesAsync(":irma!~irma@localhost JOIN :#lobby");
        var names = await irc.ExpectEventuallyAsync(":parley.localhost 366 irma #lobby :End of /NAMES list\r\n");
        Assert.Equal(["cleo", "irma", "pia"], names.Split(':')[^1].Trim().Split(' ').Order());
        await irc.ExpectLinesAsync(":server PONG parley.localhost :x");
        await plain.ExpectAsync("*** irma joined\n");
        await classic.ExpectAsync("irma joined!\n");

        await irc.SendAsync("PRIVMSG #lobby :hello\r\nPRIVMSG #lobby :\u0001ACTION waves\u0001\r\nNOTICE #lobby :a note\r\n");
        await plain.ExpectAsync("<irma> hello\n* irma waves\n-irma- a note\n");
        await classic.ExpectAsync("irma: hello\n* irma waves\n-irma- a note\n");

        await plain.SendAsync("hi\n/me nods\n/nick pia2\n/msg irma psst\n");
        await irc.ExpectLinesAsync(
            ":pia!plain@localhost PRIVMSG #lobby :hi",
            ":pia!plain@localhost PRIVMSG #lobby :\u0001ACTION nods\u0001",
            ":pia!plain@localhost NICK :pia2",
            ":pia2!plain@localhost PRIVMSG irma :psst");

        await irc.SendAsync("QUIT :dinner\r\n");
        Assert.Equal(
            ":irma!~irma@localhost QUIT :Quit: dinner\r\nERROR :Closing link: (Quit: dinner)\r\n", await irc.ExpectEndAsync());
        await plain.ExpectEventuallyAsync("*** irma left (Quit: dinner)\n");
    }

    [Fact]
    public async Task Who_makes_a_channel_rules_it_and_the_rules_hold_behind_every_door()
    {
        await using var server = await TestServer.StartAsync();
        var irc = await server.ConnectIrcAsync("irma");
        var plain = await server.ConnectPlainAsync("pia");
        await irc.SendAsync("JOIN #tea\r\nMODE #tea +m\r\nMODE #tea\r\n");
        await irc.ExpectLinesAsync(
            ":irma!~irma@localhost JOIN :#tea",
            ":server 353 irma = #tea :@irma",
            ":server 366 irma #tea :End of /NAMES list",
            ":irma!~irma@localhost MODE #tea :+m",
            ":server 324 irma #tea :+mnt");
        await irc.ExpectEventuallyAsync(":parley.localhost 329 irma #tea :");

        await plain.SendAsync("/join tea\nhush?\n/topic mine\n");
        await plain.ExpectAsync("*** you are in #tea\n*** in #tea: irma, pia\n*** you cannot speak in #tea now\n*** you need to be half-operator in #tea for that\n");
        await irc.ExpectEventuallyAsync(":pia!plain@localhost JOIN :#tea\r\n");

        await irc.SendAsync("MODE #tea +v-m pia\r\nTOPIC #tea :all about tea\r\nMODE #tea +b pia\r\nKICK #tea pia :no sugar\r\nMODE #tea b\r\n");
        await irc.ExpectLinesAsync(
            ":irma!~irma@localhost MODE #tea +v-m :pia",
            ":irma!~irma@localhost TOPIC #tea :all about tea",
            ":irma!~irma@localhost MODE #tea +b :pia!*@*",
            ":irma!~irma@localhost KICK #tea pia :no sugar");
        await irc.ExpectEventuallyAsync(":parley.localhost 368 irma #tea :End of channel ban list\r\n");
        await plain.ExpectAsync(
            "*** irma made pia voiced, took away that only members with a role may speak\n*** irma set the topic: all about tea\n*** irma banned pia!*@*\n*** irma sent you away from #tea: no sugar\n*** you are in #lobby again\n");
        await plain.SendAsync("/join tea\n");
        await plain.ExpectAsync("*** you are banned from #tea\n");
    }

    [Fact]
    public async Task What_cannot_be_done_is_answered_by_its_numeric()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.SendAsync(
            "FOO bar\r\nJOIN\r\nJOIN tea\r\nPART #tea\r\nPRIVMSG\r\nPRIVMSG ann\r\nPRIVMSG nobody :x\r\nPRIVMSG #none :x\r\nNOTICE nobody :x\r\n"
            + "TOPIC #none\r\nKICK #none ann\r\nMODE #none +m\r\nMODE ann +i\r\nMODE bob +x\r\nWHOIS nobody\r\nKILL ann\r\nWALLOPS :x\r\nKLINE ann\r\nREHASH\r\nOPER bob bad\r\nVERSION other\r\n");
        await bob.ExpectLinesAsync(
            ":server 421 bob FOO :Unknown command",
            ":server 461 bob JOIN :Not enough parameters",
            ":server 403 bob tea :No such channel",
            ":server 403 bob #tea :No such channel",
            ":server 411 bob :No recipient given (PRIVMSG)",
            ":server 412 bob :No text to send",
            ":server 401 bob nobody :No such nick/channel",
            ":server 403 bob #none :No such channel",
            ":server 403 bob #none :No such channel",
            ":server 403 bob #none :No such channel",
            ":server 403 bob #none :No such channel",
            ":server 502 bob :Can't change mode for other users",
            ":server 501 bob :Unknown MODE flag",
            ":server 401 bob nobody :No such nick/channel",
            ":server 318 bob nobody :End of /WHOIS list",
            ":server 481 bob :Permission denied: you're not an IRC operator",
            ":server 481 bob :Permission denied: you're not an IRC operator",
            ":server 481 bob :Permission denied: you're not an IRC operator",
            ":server 481 bob :Permission denied: you're not an IRC operator",
            ":server 464 bob :Password incorrect",
            ":server 402 bob other :No such server");
    }

    [Fact]
    public async Task Bad_bytes_are_refused_and_the_connection_stays()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        byte[] lines =
        [
            .. Encoding.ASCII.GetBytes($"PRIVMSG bob :{new string('x', 600)}\r\n"),
            .. "PRIVMSG bob :caf"u8, 0xE9, .. "\r\nPRIVMSG bob :a\0b\r\n   \r\n:only!a@source\r\nPI"u8,
        ];
        await bob.SendAsync(lines);
        await bob.SendAsync("NG still-here\r\n");
        await bob.ExpectLinesAsync(
            ":server 417 bob :Input line was too long",
            ":server FAIL PRIVMSG INVALID_UTF8 :Message rejected, your IRC software MUST use UTF-8 encoding on this network",
            ":server 400 bob PRIVMSG :A line cannot hold NUL",
            ":server PONG parley.localhost :still-here");
    }

    [Fact]
    public async Task Operators_end_connections_and_keep_people_out()
    {
        await using var server = await TestServer.StartAsync(options => options.Operators["root"] = PasswordHash.Of("toor"));
        var root = await server.ConnectIrcAsync("root");
        var bob = await server.ConnectIrcAsync("bob");
        var pia = await server.ConnectPlainAsync("pia");
        await root.SendAsync("OPER root wrong\r\nOPER root toor\r\nMONITOR + bob,eve\r\n");
        await root.ExpectLinesAsync(
            ":server 464 root :Password incorrect",
            ":server 381 root :You are now an IRC operator",
            ":server MODE root :+ow",
            ":server 730 root :bob!~bob@localhost",
            ":server 731 root :eve");

        await root.SendAsync("KILL bob :out\r\n");
        await root.ExpectLinesAsync(":server 731 root :bob");
        Assert.Equal(
            ":bob!~bob@localhost QUIT :Killed (root: out)\r\nERROR :Closing link: (Killed (root: out))\r\n", await bob.ExpectEndAsync());

        await root.SendAsync("KLINE 60 pia!*@* too loud\r\nKLINE\r\n");
        await pia.ExpectEndAsync();
        await root.ExpectEventuallyAsync(":parley.localhost 216 root K pia!*@* * root :too loud (until ");
        await root.ExpectEventuallyAsync(":parley.localhost 219 root K :End of /STATS report\r\n");

        var again = server.Connect(TestServer.Irc);
        await again.SendAsync("NICK pia\r\nUSER pia 0 * :Pia\r\n");
        await again.ExpectEventuallyAsync(" 465 * :You are banned from this server: too loud\r\n");
        await again.ExpectEndAsync();
        await root.SendAsync("UNKLINE pia!*@*\r\nPING x\r\n");
        await root.ExpectLinesAsync(":server NOTICE root :pia!*@* is let in again", ":server PONG parley.localhost :x");
        await server.ConnectIrcAsync("pia");
    }

    [Fact]
    public async Task People_can_be_looked_up()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("JOIN #tea\r\nAWAY :lunch\r\nPING x\r\n");
        await ann.ExpectEventuallyAsync("PONG parley.localhost :x\r\n");

        await bob.SendAsync("WHO #tea\r\nWHO ann %tnf,42\r\nISON ann nobody bob\r\nUSERHOST ann\r\nPRIVMSG ann :there?\r\nWHOIS ann\r\n");
        await bob.ExpectLinesAsync(
            ":server 352 bob #tea ~ann localhost parley.localhost ann G@ :0 ann the tester",
            ":server 315 bob #tea :End of WHO list",
            ":server 354 bob 42 ann :G@",
            ":server 315 bob ann :End of WHO list",
            ":server 303 bob :ann bob",
            ":server 302 bob :ann=-~ann@localhost",
            ":server 301 bob ann :lunch",
            ":server 311 bob ann ~ann localhost * :ann the tester",
            ":server 319 bob ann :@#tea",
            ":server 312 bob ann parley.localhost :Parley",
            ":server 301 bob ann :lunch");
        await bob.ExpectEventuallyAsync(":parley.localhost 318 bob ann :End of /WHOIS list\r\n");

        await ann.SendAsync("QUIT\r\n");
        await ann.ExpectEndAsync();
        await bob.SendAsync("WHOWAS ann 1\r\n");
        await bob.ExpectLinesAsync(":server 314 bob ann ~ann localhost * :ann the tester");
    }

    [Fact]
    public async Task Who_is_silent_is_asked_and_then_closed()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var bob = await server.ConnectIrcAsync("bob");
        time.Advance(TimeSpan.FromSeconds(130));
        await bob.ExpectLinesAsync(":server PING :parley.localhost");
        await bob.SendAsync("PONG parley.localhost\r\nPING x\r\n");
        await bob.ExpectLinesAsync(":server PONG parley.localhost :x");

        time.Advance(TimeSpan.FromSeconds(130));
        await bob.ExpectLinesAsync(":server PING :parley.localhost");
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Contains("Ping timeout", await bob.ExpectEndAsync(), StringComparison.Ordinal);
    }
}
