using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class OtherDoorsTests
{
    [Fact]
    public async Task Plain_and_classic_see_in_their_own_words_what_irc_does()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        var plain = await server.ConnectPlainAsync("cleo");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** in #tea: ");
        await plain.ExpectEventuallyAsync("\n");
        await ann.LinesAsync();

        await ann.DoesAsync(
            """
            PRIVMSG #tea :hello
            NOTICE #tea :beep
            TOPIC #tea :all about tea
            MODE #tea +m
            MODE #tea +v cleo
            MODE #tea +b eve!*@*
            MODE #tea -m
            PRIVMSG cleo :psst
            """ + "\r\nPRIVMSG #tea :\u0001ACTION waves\u0001\r\nKICK #tea cleo :enough");
        await plain.ExpectAsync(
            """
            <ann> hello
            -ann- beep
            *** ann set the topic: all about tea
            *** ann set that only members with a role may speak
            *** ann made cleo voiced
            *** ann banned eve!*@*
            *** ann took away that only members with a role may speak
            [ann -> you] psst
            * ann waves

            """.ReplaceLineEndings("\n"));
        await plain.ExpectEventuallyAsync(": enough\n");
        await plain.SendAsync("/join #none\n");
        await plain.ExpectEventuallyAsync("*** you are in #none\n");
    }

    [Fact]
    public async Task Irc_sees_what_plain_and_classic_do()
    {
        await using var server = await TestServer.StartAsync();
        var lobby = await server.ConnectIrcAsync("#lobby", "ann");
        var plain = await server.ConnectPlainAsync("cleo");
        var classic = server.Connect(TestServer.ClassicLines);
        await classic.SendAsync("carl\n");
        await classic.ExpectEventuallyAsync("Connected to server!\n");
        await plain.SendAsync("hello\n/me waves\n/topic tea\n/msg ann psst\n/nick cleopatra\n");
        await plain.ExpectEventuallyAsync("*** you are now called cleopatra\n");
        await classic.SendAsync("good day\n");
        await plain.ExpectEventuallyAsync("<carl> good day\n");
        await plain.SendAsync("/quit bye\n");
        await plain.ExpectEndAsync();

        var lines = await lobby[0].LinesAsync();
        Assert.Equal(
            ["JOIN :#lobby", "NICK :cleo", "JOIN :#lobby", "PRIVMSG #lobby :hello", "PRIVMSG #lobby :\u0001ACTION waves\u0001", "TOPIC #lobby :tea",
                "PRIVMSG ann :psst", "NICK :cleopatra", "PRIVMSG #lobby :good day", "QUIT :bye"],
            lines.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task Plain_is_told_when_it_may_not_speak()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        var plain = await server.ConnectPlainAsync("cleo");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** in #tea: ");
        await ann.DoesAsync("MODE #tea +m");
        await plain.ExpectEventuallyAsync("may speak\n");
        await plain.SendAsync("hi\n/topic mine\n");
        await plain.ExpectAsync("*** you cannot speak in #tea now\n*** you need to be half-operator in #tea for that\n");
        await ann.HearsAsync();
    }

    [Fact]
    public async Task History_holds_what_was_said_and_survives_a_restart()
    {
        var log = new MemoryEventLog();
        var time = new ManualTime();
        await using (var server = await TestServer.StartAsync(time: time, log: log))
        {
            var ann = await server.ConnectIrcAsync("ann");
            await ann.DoesAsync("JOIN #tea\r\nTOPIC #tea :all about tea\r\nPRIVMSG #tea :hello\r\nPRIVMSG @#tea :for operators only");
        }

        await using var restarted = await TestServer.StartAsync(time: time, log: log);
        var bob = await restarted.ConnectIrcAsync("bob");
        await bob.AsksAsync("JOIN #tea",
            ":bob JOIN :#tea",
            "332 bob #tea :all about tea",
            $"333 bob #tea ann :{IrcTranscript.Start}",
            "353 bob = #tea :@bob",
            "366 bob #tea :End of /NAMES list");
        var plain = await restarted.ConnectPlainAsync("cleo");
        await plain.SendAsync("/join #tea\n/history\n");
        await plain.ExpectEventuallyAsync("<ann> hello\n");
        await plain.ExpectNothingAsync();
    }
}
