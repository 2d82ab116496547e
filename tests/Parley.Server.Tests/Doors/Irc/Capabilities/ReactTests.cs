using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class ReactTests
{
    [Fact]
    public async Task A_reaction_is_stored_and_has_words_for_those_who_know_no_tags()
    {
        var log = new MemoryEventLog();
        await using var server = await TestServer.StartAsync(log: log);
        var ann = await server.ConnectIrcWithAsync("message-tags echo-message", "ann");
        var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
        var eve = await server.ConnectIrcAsync("eve");
        var plain = await server.ConnectPlainAsync("cleo");
        TestClient[] clients = [ann, bob, eve];
        foreach (var client in clients) await client.DoesAsync("JOIN #tea");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** in #tea: ");
        await plain.ExpectEventuallyAsync("\n");
        foreach (var client in clients) await client.LinesAsync();
        await eve.DoesAsync("PRIVMSG #tea :They won!");
        var said = await log.ReadAsync(default, TestContext.Current.CancellationToken).OfType<Said>().SingleAsync(TestContext.Current.CancellationToken);
        foreach (var client in clients) await client.LinesAsync();
        var (to, id) = (MessageId.Of(said.Sequence), MessageId.Of(said.Sequence.Next));

        await ann.AsksAsync($"@+draft/reply={to};+draft/react=👍 TAGMSG #tea", $"@msgid={id};+draft/reply={to};+draft/react=👍 :ann TAGMSG :#tea");
        await bob.HearsAsync($"@msgid={id};+draft/reply={to};+draft/react=👍 :ann TAGMSG :#tea");
        await eve.HearsAsync();
        await bob.AsksAsync($"@+reply={to};+draft/unreact=👍 TAGMSG #tea");
        await plain.ExpectAsync("<eve> They won!\n*** ann reacts with 👍\n*** bob takes back the reaction 👍\n");
        var reactions = await log.ReadAsync(default, TestContext.Current.CancellationToken).OfType<Reacted>().ToArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(said.Sequence, "👍", false), (said.Sequence, "👍", true)], reactions.Select(reacted => (reacted.To, reacted.Reaction, reacted.IsTakenBack)));
    }

    [Fact]
    public void A_reaction_read_back_has_its_tags()
    {
        var stored = EventCodec.Read(new Sequence(9), DateTimeOffset.UnixEpoch, "reacted",
            """{"room":{"id":4,"name":"#tea"},"by":{"id":3,"nick":"zoe"},"to":7,"reaction":"a b","isTakenBack":true}"""u8);
        var rendering = Server.Doors.Irc.IrcRendering.For(Server.Doors.Irc.IrcFeatures.MessageTags);
        var (to, id) = (MessageId.Of(new Sequence(7)), MessageId.Of(new Sequence(9)));
        Assert.Equal(
            $"@msgid={id};+draft/unreact=a\\sb;+reply={to};+draft/reply={to} :zoe!user@host TAGMSG :#tea\r\n",
            System.Text.Encoding.UTF8.GetString(rendering.Render(stored)));
        Assert.Empty(Server.Doors.Irc.IrcRendering.Plain.Render(stored));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_passed_on_as_any_other_tag_and_refusals_are_those_of_speaking()
    {
        var log = new MemoryEventLog();
        await using var server = await TestServer.StartAsync(log: log);
        var ann = await server.ConnectIrcWithAsync("message-tags", "ann");
        var bob = await server.ConnectIrcAsync("#tea", "bob");
        await ann.AsksAsync($"@+draft/reply=abc;+draft/react=x TAGMSG ann\r\n@+draft/reply={MessageId.Of(new Sequence(1))};+draft/react={new string('x', 65)} TAGMSG ann",
            "@+draft/reply=abc;+draft/react=x :ann TAGMSG ann",
            $"@+draft/reply={MessageId.Of(new Sequence(1))};+draft/react={new string('x', 65)} :ann TAGMSG ann");
        await ann.AsksAsync($"@+draft/reply={MessageId.Of(new Sequence(1))};+draft/react=x TAGMSG #tea,nobody,bob",
            "404 ann #tea :Cannot send to channel", "401 ann nobody :No such nick/channel");
        Assert.False(await log.ReadAsync(default, TestContext.Current.CancellationToken).OfType<Reacted>().AnyAsync(TestContext.Current.CancellationToken));
        await bob[0].LinesAsync();
    }
}
