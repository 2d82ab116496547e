using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class TopicCommandTests
{
    [Fact]
    public async Task Members_see_the_topic_and_its_changes()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[1].AsksAsync("TOPIC #tea", "331 bob #tea :No topic is set");
        await clients[0].AsksAsync("TOPIC #tea :green or black", ":ann TOPIC #tea :green or black");
        await clients[1].HearsAsync(":ann TOPIC #tea :green or black");
        await clients[1].AsksAsync("TOPIC #tea", "332 bob #tea :green or black", $"333 bob #tea ann :{IrcTranscript.Start}");
        await clients[0].AsksAsync("TOPIC #tea :", ":ann TOPIC #tea :");
        await clients[1].AsksAsync("TOPIC #tea", ":ann TOPIC #tea :", "331 bob #tea :No topic is set");
    }

    [Fact]
    public async Task Where_it_is_locked_one_needs_a_role()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[1].AsksAsync("TOPIC #tea :mine", "482 bob #tea :You're not channel operator");
        await clients[0].DoesAsync("MODE #tea +v bob");
        await clients[1].AsksAsync("TOPIC #tea :mine", ":ann MODE #tea +v :bob", "482 bob #tea :You're not channel operator");
        await clients[0].DoesAsync("MODE #tea +h bob");
        await clients[1].AsksAsync("TOPIC #tea :mine", ":ann MODE #tea +h :bob", ":bob TOPIC #tea :mine");
        await clients[0].DoesAsync("MODE #tea -h bob\r\nMODE #tea -t");
        await clients[1].LinesAsync();
        await clients[1].AsksAsync("TOPIC #tea :ours", ":bob TOPIC #tea :ours");
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await server.ConnectIrcAsync("#other", "bob");
        await ann.DoesAsync("JOIN #tea");
        await ann.AsksAsync($"TOPIC\r\nTOPIC #none\r\nTOPIC #other\r\nTOPIC #other :mine\r\nTOPIC tea\r\nTOPIC #tea :{new string('x', 391)}",
            "461 ann TOPIC :Not enough parameters",
            "403 ann #none :No such channel",
            "442 ann #other :You're not on that channel",
            "442 ann #other :You're not on that channel",
            "403 ann tea :No such channel",
            "417 ann :That is longer than 390 bytes");
    }

    [Fact]
    public async Task The_longest_topic_fits_into_lines_whoever_sets_it()
    {
        await using var server = await TestServer.StartAsync();
        var nick = new string('n', 32);
        var room = "#" + new string('r', 63);
        var ann = await server.ConnectIrcAsync(nick);
        await ann.DoesAsync($"JOIN {room}");
        await ann.SendAsync($"TOPIC {room} :{new string('x', 390)}\r\nTOPIC {room}\r\n");
        Assert.All(await ann.LinesAsync(), line => Assert.InRange(line.Length, 1, 510));
    }
}
