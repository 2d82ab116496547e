using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class MessageTagsTests
{
    [Fact]
    public async Task Client_tags_are_passed_on_as_they_are_to_those_who_know_tags()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
        var eve = await server.ConnectIrcAsync("eve");
        foreach (var client in (TestClient[])[ann, bob, eve]) await client.DoesAsync("JOIN #tea");
        foreach (var client in (TestClient[])[ann, bob, eve]) await client.LinesAsync();

        await ann.AsksAsync("""@+example.com/a=b\:\s\\c;server=no;+typing=active;+empty= PRIVMSG #tea :hello""");
        Assert.Equal(
            [$"""@msgid={Id(8)};+example.com/a=b\:\s\\c;+typing=active;+empty :ann!~ann@localhost PRIVMSG #tea :hello"""],
            await bob.LinesAsync());
        await eve.HearsAsync(":ann PRIVMSG #tea :hello");

        await bob.AsksAsync("@+a=1 NOTICE ann,#tea :psst");
        Assert.Equal(
            [$"@msgid={Id(10)};+a=1 :bob!~bob@localhost NOTICE ann :psst", $"@msgid={Id(11)};+a=1 :bob!~bob@localhost NOTICE #tea :psst"],
            await ann.LinesAsync());
    }

    [Fact]
    public async Task Tags_of_those_who_have_not_asked_for_them_are_ignored()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("@+a=1 PRIVMSG ann :hi\r\n@+a=1 TAGMSG ann", "421 bob TAGMSG :Unknown command");
        Assert.Equal([$"@msgid={Id(4)} :bob!~bob@localhost PRIVMSG ann :hi"], await ann.LinesAsync());
    }

    [Fact]
    public async Task Whatever_happens_in_a_conversation_has_an_id_that_stays()
    {
        var log = new MemoryEventLog();
        await using var server = await TestServer.StartAsync(log: log);
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        await ann.AsksAsync("JOIN #tea\r\nTOPIC #tea :all about tea\r\nMODE #tea +m\r\nAWAY :for tea\r\nNICK anna\r\nPART #tea :bye",
            $"@msgid={Id(3)} :ann JOIN :#tea", "353 ann = #tea :@ann", "366 ann #tea :End of /NAMES list",
            $"@msgid={Id(4)} :ann TOPIC #tea :all about tea", $"@msgid={Id(5)} :ann MODE #tea :+m",
            "306 ann :You have been marked as being away",
            $"@msgid={Id(7)} :ann NICK :anna", $"@msgid={Id(8)} :anna!~ann@localhost PART #tea :bye");
        var stored = await log.ReadAsync(new Sequence(6), TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        Assert.True(MessageId.TryParse(Id(7), out var sequence));
        Assert.Equal(sequence, Assert.IsType<NickChanged>(stored).Sequence);
    }

    [Fact]
    public async Task Only_the_first_line_of_a_message_has_its_id()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
        var plain = await server.ConnectPlainAsync("cleo");
        await plain.SendAsync($"/msg bob {new string('x', 600)}\n");
        await plain.ExpectNothingAsync();
        var lines = await bob.LinesAsync();
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("@msgid=", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(":cleo!", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tagmsg_is_passed_on_in_order_and_not_stored()
    {
        var log = new MemoryEventLog();
        await using var server = await TestServer.StartAsync(log: log);
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
        var eve = await server.ConnectIrcAsync("eve");
        foreach (var client in (TestClient[])[ann, bob, eve]) await client.DoesAsync("JOIN #tea");
        foreach (var client in (TestClient[])[ann, bob, eve]) await client.LinesAsync();
        var head = await CountAsync(log);

        await ann.AsksAsync("@+typing=active TAGMSG #tea\r\n@+typing=done TAGMSG @#tea,bob\r\n@nothing=1 TAGMSG bob");
        await bob.HearsAsync("@+typing=active :ann TAGMSG #tea", "@+typing=done :ann TAGMSG bob", ":ann TAGMSG bob");
        await eve.HearsAsync();
        Assert.Equal(head, await CountAsync(log));
    }

    [Fact]
    public async Task Tagmsg_is_refused_where_speaking_is()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann");
        var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
        await bob.AsksAsync(
            """
            @+typing=active TAGMSG #tea
            @+typing=active TAGMSG nobody
            @+typing=active TAGMSG #none
            TAGMSG
            TAGMSG a,b,c,d,e
            """,
            "404 bob #tea :Cannot send to channel",
            "401 bob nobody :No such nick/channel",
            "403 bob #none :No such channel",
            "411 bob :No recipient given (TAGMSG)",
            "407 bob e :Too many targets; at most 4");
        await clients[0].DoesAsync("MODE #tea +m");
        await bob.DoesAsync("JOIN #tea");
        await bob.AsksAsync("@+typing=active TAGMSG #tea", "404 bob #tea :Cannot send to channel");
        await clients[0].DoesAsync("MODE bob +R\r\nMODE ann +R");
        await bob.AsksAsync("@+typing=active TAGMSG ann", "477 bob ann :They take messages only from people with an account (+R)");
    }

    [Fact]
    public async Task What_one_lets_oneself_know_comes()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        await ann.AsksAsync("@+a=1 TAGMSG ann", "@+a=1 :ann TAGMSG ann");
    }

    [Fact]
    public async Task Too_many_tags_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
        var most = $"+a={new string('x', 4091)}";
        await ann.AsksAsync($"@{most} TAGMSG bob\r\n@{most}x TAGMSG bob", "417 ann :Input line was too long");
        await bob.HearsAsync($"@{most} :ann TAGMSG bob");
    }

    [Fact]
    public async Task What_a_message_answers_is_stored_with_it()
    {
        var log = new MemoryEventLog();
        await using var server = await TestServer.StartAsync(log: log);
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        await ann.AsksAsync($"PRIVMSG ann :one\r\n@+draft/reply={Id(3)} PRIVMSG ann :two\r\n@+reply={Id(99)} PRIVMSG ann :three\r\n@+reply=else PRIVMSG ann :four",
            $"@msgid={Id(3)} :ann PRIVMSG ann :one",
            $"@msgid={Id(4)};+draft/reply={Id(3)} :ann PRIVMSG ann :two",
            $"@msgid={Id(5)};+reply={Id(99)} :ann PRIVMSG ann :three",
            $"@msgid={Id(6)};+reply=else :ann PRIVMSG ann :four");
        var stored = await log.ReadAsync(new Sequence(2), TestContext.Current.CancellationToken).OfType<Said>().ToArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal([null, new Sequence(3), null, null], stored.Select(said => said.ReplyTo));
    }

    private static string Id(long sequence) => MessageId.Of(new Sequence(sequence));

    private static async Task<int> CountAsync(MemoryEventLog log) =>
        await log.ReadAsync(default, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);
}
