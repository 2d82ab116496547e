using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class MultilineTests
{
    private const string Multiline = "batch draft/multiline";

    private const string Hello = """
        BATCH +123 draft/multiline #tea
        @batch=123 PRIVMSG #tea hello
        @batch=123 PRIVMSG #tea :
        @batch=123 privmsg #tea :how is 
        @batch=123;draft/multiline-concat PRIVMSG #tea :everyone?
        BATCH -123
        """;

    [Fact]
    public async Task Several_lines_are_one_message_and_each_client_gets_what_it_understands()
    {
        var log = new MemoryEventLog();
        await using var server = await TestServer.StartAsync(log: log);
        var ann = await server.ConnectIrcWithAsync($"{Multiline} message-tags echo-message labeled-response", "ann");
        var bob = await server.ConnectIrcWithAsync($"{Multiline} message-tags", "bob");
        var eve = await server.ConnectIrcWithAsync("message-tags", "eve");
        var joe = await server.ConnectIrcAsync("joe");
        var plain = await server.ConnectPlainAsync("cleo");
        TestClient[] clients = [ann, bob, eve, joe];
        foreach (var client in clients) await client.DoesAsync("JOIN #tea");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** in #tea: ");
        await plain.ExpectEventuallyAsync("\n");
        foreach (var client in clients) await client.LinesAsync();

        var place = new Sequence(1 + await log.ReadAsync(default, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
        var id = MessageId.Of(place);
        string[] batch =
        [
            $"@batch={id} :ann PRIVMSG #tea :hello",
            $"@batch={id} :ann PRIVMSG #tea :",
            $"@batch={id} :ann PRIVMSG #tea :how is everyone?",
            $":ann BATCH :-{id}",
        ];
        await ann.AsksAsync($"@label=7;+a=b {Hello}", [$"@label=7;msgid={id};+a=b :ann BATCH +{id} draft/multiline :#tea", .. batch]);
        await bob.HearsAsync([$"@msgid={id};+a=b :ann BATCH +{id} draft/multiline :#tea", .. batch]);
        await eve.HearsAsync($"@msgid={id};+a=b :ann PRIVMSG #tea :hello", ":ann PRIVMSG #tea :how is everyone?");
        await joe.HearsAsync(":ann PRIVMSG #tea :hello", ":ann PRIVMSG #tea :how is everyone?");
        await plain.ExpectAsync("<ann> hello\n<ann> how is everyone?\n");
        await plain.SendAsync("/history\n");
        await plain.ExpectEventuallyAsync("<ann> hello\n");
        await plain.ExpectEventuallyAsync("<ann> how is everyone?\n");
        var said = await log.ReadAsync(default, TestContext.Current.CancellationToken).OfType<Said>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((place, "hello\n\nhow is everyone?"), (said.Sequence, said.Text));
    }

    [Fact]
    public async Task What_is_longer_than_a_line_goes_on_in_the_next()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Multiline, "ann");
        var bob = await server.ConnectIrcWithAsync(Multiline, "bob");
        var eve = await server.ConnectIrcAsync("eve");
        var (x, y) = (new string('x', 400), new string('y', 400));
        foreach (var nick in (string[])["bob", "eve"])
            await ann.AsksAsync($"BATCH +1 draft/multiline {nick}\r\n@batch=1 NOTICE {nick} :{x}\r\n@batch=1;draft/multiline-concat NOTICE {nick} :{y}\r\nBATCH -1");
        var lines = await bob.LinesAsync();
        Assert.Equal(4, lines.Length);
        Assert.Contains(";draft/multiline-concat :ann!", lines[2], StringComparison.Ordinal);
        Assert.Equal(x + y, string.Concat(lines[1..3].Select(line => line[(line.LastIndexOf(" :", StringComparison.Ordinal) + 2)..])));
        Assert.Equal(x + y, string.Concat((await eve.LinesAsync()).Select(line => line[(line.LastIndexOf(" :", StringComparison.Ordinal) + 2)..])));
    }

    [Fact]
    public async Task One_line_is_an_ordinary_message()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Multiline, "ann");
        var bob = await server.ConnectIrcWithAsync(Multiline, "bob");
        await ann.AsksAsync("BATCH +1 draft/multiline bob\r\n@batch=1 PRIVMSG bob :hi\r\nBATCH -1");
        await bob.HearsAsync(":ann PRIVMSG bob :hi");
    }

    [Theory]
    [InlineData("@batch=1 PRIVMSG #else :hi", "MULTILINE_INVALID_TARGET #tea #else :Invalid multiline target")]
    [InlineData("@batch=1 PRIVMSG #tea :a\n@batch=1 NOTICE #tea :b", "MULTILINE_INVALID :Invalid multiline batch")]
    [InlineData("@batch=1 TOPIC #tea :b", "MULTILINE_INVALID :Invalid multiline batch")]
    [InlineData("@batch=1 PRIVMSG #tea :a\n@batch=1;draft/multiline-concat PRIVMSG #tea :", "MULTILINE_INVALID :Invalid multiline batch with concatenated blank line")]
    [InlineData("@batch=1 PRIVMSG #tea :\n@batch=1 PRIVMSG #tea : ", "MULTILINE_INVALID :Invalid multiline batch with blank lines only")]
    [InlineData("", "MULTILINE_INVALID :Invalid multiline batch with blank lines only")]
    [InlineData("BYTES", "MULTILINE_MAX_BYTES 4096 :Multiline batch max-bytes exceeded")]
    [InlineData("LINES", "MULTILINE_MAX_LINES 100 :Multiline batch max-lines exceeded")]
    public async Task What_is_wrong_is_said_once_and_nothing_of_it_is_sent(string lines, string failure)
    {
        await using var server = await TestServer.StartAsync(options => options.LimitLoopback = false);
        var ann = await server.ConnectIrcWithAsync($"{Multiline} labeled-response", "ann");
        var bob = await server.ConnectIrcAsync("#tea", "bob");
        await ann.DoesAsync("JOIN #tea");
        await bob[0].LinesAsync();
        lines = lines switch
        {
            "BYTES" => string.Join('\n', Enumerable.Repeat($"@batch=1 PRIVMSG #tea :{new string('x', 400)}", 11)),
            "LINES" => string.Join('\n', Enumerable.Repeat("@batch=1 PRIVMSG #tea :x", 102)),
            _ => lines,
        };
        await ann.AsksAsync($"@label=q BATCH +1 draft/multiline #tea\r\n{lines.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\nBATCH -1", $"@label=q FAIL BATCH {failure}");
        await bob[0].HearsAsync();
        await ann.AsksAsync("BATCH +1 draft/multiline #tea\r\n@batch=1 PRIVMSG #tea :hi\r\nBATCH -1");
        await bob[0].HearsAsync(":ann PRIVMSG #tea :hi");
    }

    [Fact]
    public async Task What_is_left_open_for_too_long_is_over()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var ann = await server.ConnectIrcWithAsync($"{Multiline} labeled-response", "ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.AsksAsync("@label=q BATCH +1 draft/multiline bob\r\n@batch=1 PRIVMSG bob :hi");
        await time.WhenAwaitedAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));
        await ann.ExpectLinesAsync("@label=q :server FAIL BATCH TIMEOUT 1 :The batch was left open for too long");
        await ann.AsksAsync("@batch=1 PRIVMSG bob :still here\r\nBATCH -1");
        await ann.AsksAsync("BATCH +2 draft/multiline bob\r\n@batch=2 PRIVMSG bob :again\r\nBATCH -2");
        await bob.HearsAsync(":ann PRIVMSG bob :again");
    }

    [Fact]
    public async Task What_is_no_batch_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Multiline, "ann");
        const string Invalid = "FAIL BATCH MULTILINE_INVALID :Invalid multiline batch";
        await ann.AsksAsync("""
            BATCH -1
            BATCH + draft/multiline ann
            BATCH +1 netsplit ann
            BATCH +1 draft/multiline
            BATCH
            @batch=9 PRIVMSG ann :hi
            """, Invalid, Invalid, Invalid, Invalid, "461 ann BATCH :Not enough parameters", "FAIL BATCH MULTILINE_INVALID :There is no such batch");
        await ann.AsksAsync("BATCH +1 draft/multiline #none\r\n@batch=1 PRIVMSG #none :hi\r\nBATCH -1", "403 ann #none :No such channel");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("BATCH +1 draft/multiline bob", "421 bob BATCH :Unknown command");
    }
}
