using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class LabeledResponseTests
{
    private const string Labels = "labeled-response batch";

    [Fact]
    public async Task One_line_has_the_label()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Labels, "ann");
        await ann.AsksAsync("""
            @label=a\sb PING x
            @label=2 PRIVMSG nobody :hi
            @label=3 NICK anna
            @label=4 FROB
            @label=5 KICK
            """,
            @"@label=a\sb PONG parley.localhost :x",
            "@label=2 401 ann nobody :No such nick/channel",
            "@label=3 :ann NICK :anna",
            "@label=4 421 anna FROB :Unknown command",
            "@label=5 461 anna KICK :Not enough parameters");
    }

    [Fact]
    public async Task The_refusal_of_a_newcomers_nick_has_the_label_of_NICK()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectIrcAsync("ann");
        var bob = server.Connect(TestServer.Irc);
        await bob.AsksAsync($"CAP REQ :{Labels}\nCAP END\n@label=1 NICK ann\n@label=2 USER bob 0 * :Bob\n@label=3 NICK ann",
            $"CAP * ACK :{Labels}",
            "@label=1 433 * ann :Nickname is already in use",
            "@label=2 ACK",
            "@label=3 433 * ann :Nickname is already in use");
    }

    [Fact]
    public async Task Several_lines_are_a_batch()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Labels, "ann");
        await ann.AsksAsync("@label=x JOIN #tea,#none,bad",
            "@label=x BATCH +1 labeled-response",
            "@batch=1 :ann JOIN :#tea", "@batch=1 353 ann = #tea :@ann", "@batch=1 366 ann #tea :End of /NAMES list",
            "@batch=1 :ann JOIN :#none", "@batch=1 353 ann = #none :@ann", "@batch=1 366 ann #none :End of /NAMES list",
            "@batch=1 403 ann bad :No such channel",
            "BATCH -1");
    }

    [Fact]
    public async Task No_line_is_acknowledged()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Labels, "ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.AsksAsync("@label=1 PRIVMSG bob :hi\r\n@label=2 PONG x\r\n@label=3 NOTICE nobody :hi", "@label=1 ACK", "@label=2 ACK", "@label=3 ACK");
        await bob.HearsAsync(":ann PRIVMSG bob :hi");
    }

    [Fact]
    public async Task An_echo_has_the_label_and_what_comes_to_oneself_has_not()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync($"{Labels} echo-message", "ann");
        var eve = await server.ConnectIrcWithAsync(Labels, "eve");
        await ann.AsksAsync("@label=1 PRIVMSG eve :hi\r\n@label=2 PRIVMSG ann :hi\r\n@label=3 PRIVMSG eve,ann :hi",
            "@label=1 :ann PRIVMSG eve :hi",
            "@label=2 :ann PRIVMSG ann :hi", ":ann PRIVMSG ann :hi",
            "@label=3 BATCH +3 labeled-response", "@batch=3 :ann PRIVMSG eve :hi", "@batch=3 :ann PRIVMSG ann :hi", "BATCH -3", ":ann PRIVMSG ann :hi");
        await eve.HearsAsync(":ann PRIVMSG eve :hi", ":ann PRIVMSG eve :hi");
        await eve.AsksAsync("@label=9 PRIVMSG eve :hi", ":eve PRIVMSG eve :hi", "@label=9 ACK");
    }

    [Fact]
    public async Task The_label_stands_before_other_tags()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcWithAsync($"{Labels} message-tags server-time echo-message", "ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.AsksAsync("@label=1;+a=b PRIVMSG bob :hi\r\n@label=2;+a=b TAGMSG bob",
            $"@label=1;time=2026-01-01T12:00:00.000Z;msgid={MessageId.Of(new Sequence(4))};+a=b :ann PRIVMSG bob :hi",
            "@label=2;time=2026-01-01T12:00:00.000Z;+a=b :ann TAGMSG bob");
        await bob.HearsAsync(":ann PRIVMSG bob :hi");
    }

    [Fact]
    public void What_others_say_meanwhile_keeps_its_place()
    {
        var response = new Server.Doors.Irc.IrcResponse();
        response.Add("one\r\n"u8.ToArray(), isPart: true);
        response.Add(":bob PRIVMSG #tea :hi\r\n"u8.ToArray(), isPart: false);
        response.Add("@time=t BATCH +9 x\r\n@batch=9 two\r\n:s BATCH -9\r\n"u8.ToArray(), isPart: true);
        Assert.Equal(
            ["@label=l :s BATCH +7 labeled-response\r\n", "@batch=7 one\r\n", ":bob PRIVMSG #tea :hi\r\n",
                "@batch=7;time=t BATCH +9 x\r\n", "@batch=9 two\r\n", ":s BATCH -9\r\n", ":s BATCH -7\r\n"],
            response.Complete("l", "s", "7").Select(System.Text.Encoding.UTF8.GetString));
    }

    [Fact]
    public async Task Nobody_has_labels_without_both_capabilities_or_with_a_label_that_is_too_long()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("labeled-response", "ann");
        await ann.AsksAsync("@label=1 PING x", "PONG parley.localhost :x");
        await ann.AsksAsync("CAP REQ batch\r\n@label= PING x\r\n@label=ééééééééééééééééééééééééééééééééx PING x\r\n@label=éééééééééééééééééééééééééééééééé PING x",
            "CAP ann ACK :batch", "PONG parley.localhost :x", "PONG parley.localhost :x",
            "@label=éééééééééééééééééééééééééééééééé PONG parley.localhost :x");
    }

    [Fact]
    public async Task Even_the_greeting_can_have_a_label()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync($"CAP REQ :{Labels}\r\nNICK ann\r\nUSER ann 0 * :Ann", $"CAP * ACK :{Labels}");
        await ann.SendAsync("@label=end CAP END\r\n");
        var lines = await ann.LinesAsync();
        Assert.Equal("@label=end :parley.localhost BATCH +1 labeled-response", lines[0]);
        Assert.StartsWith("@batch=1 :parley.localhost 001 ann :", lines[1], StringComparison.Ordinal);
        Assert.Equal(":parley.localhost BATCH -1", lines[^1]);
    }
}
