using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class PrivmsgCommandTests
{
    [Fact]
    public async Task Members_hear_what_is_said_and_the_speaker_gets_no_echo()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("PRIVMSG #TEA :hello there\r\nPRIVMSG bob hi\r\nPRIVMSG ann :note to self", ":ann PRIVMSG ann :note to self");
        await clients[1].HearsAsync(":ann PRIVMSG #tea :hello there", ":ann PRIVMSG bob :hi");
    }

    [Fact]
    public async Task Several_targets_get_a_line_each_and_each_one_once()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("PRIVMSG #tea,bob,BOB,nobody :hi\r\nPRIVMSG a,b,c,d,e :hi",
            "401 ann nobody :No such nick/channel", "407 ann e :Too many targets; at most 4");
        await clients[1].HearsAsync(":ann PRIVMSG #tea :hi", ":ann PRIVMSG bob :hi");
    }

    [Theory]
    [InlineData("PRIVMSG", "411 ann :No recipient given (PRIVMSG)")]
    [InlineData("PRIVMSG , :x", "411 ann :No recipient given (PRIVMSG)")]
    [InlineData("PRIVMSG bob", "412 ann :No text to send")]
    [InlineData("PRIVMSG #tea :", "412 ann :No text to send")]
    [InlineData("PRIVMSG nobody :x", "401 ann nobody :No such nick/channel")]
    [InlineData("PRIVMSG #none :x", "403 ann #none :No such channel")]
    [InlineData("PRIVMSG #other :x", "404 ann #other :Cannot send to channel")]
    [InlineData("PRIVMSG bob :x", "477 ann bob :They take messages only from people with an account (+R)")]
    [InlineData("PRIVMSG eve :x", "301 ann eve :at lunch")]
    public async Task What_cannot_be_is_refused(string line, string answer)
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        var other = await server.ConnectIrcAsync("#other", "eve");
        await other[0].DoesAsync("AWAY :at lunch");
        await clients[1].DoesAsync("MODE bob +R");
        await clients[0].AsksAsync(line, answer);
        await clients[1].HearsAsync();
    }

    [Theory]
    [InlineData("+m")]
    [InlineData("+M")]
    [InlineData("+b bob!*@*")]
    public async Task Those_who_may_not_speak_are_told_and_voice_lets_them(string modes)
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].DoesAsync($"MODE #tea {modes}");
        await clients[1].LinesAsync();
        await clients[1].AsksAsync("PRIVMSG #tea :hi", "404 bob #tea :Cannot send to channel");
        await clients[0].DoesAsync("MODE #tea +v bob");
        await clients[1].LinesAsync();
        await clients[1].AsksAsync("PRIVMSG #tea :hi");
        await clients[0].HearsAsync(":bob PRIVMSG #tea :hi");
    }

    [Fact]
    public async Task Where_it_is_allowed_outsiders_speak()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann");
        var bob = await server.ConnectIrcAsync("bob");
        await clients[0].DoesAsync("MODE #tea -n");
        await bob.AsksAsync("PRIVMSG #tea :knock knock");
        await clients[0].HearsAsync(":bob PRIVMSG #tea :knock knock");
    }

    [Fact]
    public async Task Ctcp_is_for_programs_and_a_room_may_refuse_it()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("PRIVMSG #tea :\u0001VERSION\u0001");
        await clients[0].AsksAsync("MODE #tea +C", ":ann MODE #tea :+C");
        await clients[0].AsksAsync("PRIVMSG #tea :\u0001ACTION hi\u0001\r\nPRIVMSG #tea :\u0001PING 1\u0001", "404 ann #tea :Cannot send to channel");
        await clients[1].HearsAsync(":ann PRIVMSG #tea :\u0001VERSION\u0001", ":ann MODE #tea :+C", ":ann PRIVMSG #tea :\u0001ACTION hi\u0001");
    }

    [Fact]
    public async Task A_message_to_a_status_reaches_those_who_have_it()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob", "eve");
        await clients[0].DoesAsync("MODE #tea +v bob");
        foreach (var client in clients) await client.LinesAsync();
        await clients[2].AsksAsync("PRIVMSG @#tea :for operators\r\nPRIVMSG +#tea :for those with a voice\r\nNOTICE @#tea :quietly");
        await clients[0].HearsAsync(":eve PRIVMSG @#tea :for operators", ":eve PRIVMSG +#tea :for those with a voice", ":eve NOTICE @#tea :quietly");
        await clients[1].HearsAsync(":eve PRIVMSG +#tea :for those with a voice");
        await clients[2].HearsAsync();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\u0001ACTION ", "\u0001")]
    public async Task What_does_not_fit_into_one_line_is_cut_for_everybody_and_the_speaker_is_told(string begin, string end)
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#lobby", "ann", "bob");
        var plain = await server.ConnectPlainAsync("cleo");
        foreach (var client in clients) await client.LinesAsync();

        var room = 510 - ":ann!~ann@localhost PRIVMSG #lobby :".Length - begin.Length - end.Length;
        var fits = new string('a', (room % 4) + 4) + string.Concat(Enumerable.Repeat("😃", (room / 4) - 1));
        await clients[0].AsksAsync($"PRIVMSG #lobby :{begin}{fits}{end}");
        await clients[0].AsksAsync($"PRIVMSG #lobby :{begin}a{fits}",
            "NOTICE ann :The end of your message to #lobby did not fit into a line and was cut off");
        await clients[0].AsksAsync($"CAP REQ standard-replies\r\nPRIVMSG #lobby :{begin}a{fits}",
            "CAP ann ACK :standard-replies", "WARN PRIVMSG TEXT_CUT #lobby :The end of your message did not fit into a line and was cut off");
        await clients[0].AsksAsync($"NOTICE #lobby :{begin}{fits}\r\nPRIVMSG #none :{begin}{fits}aaaaaa", "403 ann #none :No such channel");

        var lines = await clients[1].LinesAsync();
        Assert.Equal($":ann!~ann@localhost PRIVMSG #lobby :{begin}{fits}{end}", lines[0]);
        Assert.Equal(510, System.Text.Encoding.UTF8.GetByteCount(lines[0]));
        Assert.Equal($":ann!~ann@localhost PRIVMSG #lobby :{begin}a{fits[..^2]}{end}", lines[1]);
        await plain.ExpectEventuallyAsync($"a{fits[..^2]}\n");
    }

    [Fact]
    public async Task What_another_door_says_comes_in_several_lines_and_nothing_is_lost()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#lobby", "ann");
        var plain = await server.ConnectPlainAsync("cleo");
        var text = string.Concat(Enumerable.Repeat("😃", 500)) + "end";
        await plain.SendAsync($"{text}\n");
        await plain.ExpectNothingAsync();
        var lines = (await clients[0].LinesAsync()).Where(line => line.Contains(" PRIVMSG ", StringComparison.Ordinal)).ToArray();
        Assert.All(lines, line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 1, 510));
        Assert.Equal(text, string.Concat(lines.Select(line => line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..])));
    }
}
