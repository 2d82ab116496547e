using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class JoinCommandTests
{
    [Fact]
    public async Task Whoever_makes_a_room_is_its_operator_and_all_see_who_comes()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("JOIN #tea", ":ann JOIN :#tea", "353 ann = #tea :@ann", "366 ann #tea :End of /NAMES list");
        await ann.DoesAsync("TOPIC #tea :green or black");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("JOIN #TEA",
            ":bob JOIN :#tea",
            "332 bob #tea :green or black",
            $"333 bob #tea ann :{IrcTranscript.Start}",
            "353 bob = #tea :@ann bob",
            "366 bob #tea :End of /NAMES list");
        await ann.HearsAsync(":bob JOIN :#tea");
    }

    [Fact]
    public async Task Lists_of_rooms_and_keys_go_together()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #a,#b,#c\r\nMODE #a +k one\r\nMODE #c +k three");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("JOIN #a,#b,#c one,,wrong",
            ":bob JOIN :#a", "353 bob = #a :@ann bob", "366 bob #a :End of /NAMES list",
            ":bob JOIN :#b", "353 bob = #b :@ann bob", "366 bob #b :End of /NAMES list",
            "475 bob #c :Cannot join channel (+k)");
    }

    [Fact]
    public async Task Zero_leaves_all_rooms()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #a,#b");
        await ann.AsksAsync("JOIN 0\r\nJOIN 0", ":ann PART :#a", ":ann PART :#b");
    }

    [Theory]
    [InlineData("JOIN", "461 bob JOIN :Not enough parameters")]
    [InlineData("JOIN ,", "461 bob JOIN :Not enough parameters")]
    [InlineData("JOIN :", "461 bob JOIN :Not enough parameters")]
    [InlineData("JOIN tea", "403 bob tea :No such channel")]
    [InlineData("JOIN #", "403 bob # :No such channel")]
    [InlineData("JOIN :#a b", "403 bob #a :No such channel")]
    public async Task Bad_names_are_refused(string line, string answer)
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync(line, answer);
    }

    [Theory]
    [InlineData("+b bob!*@*", "474 bob #tea :Cannot join channel (+b)")]
    [InlineData("+i", "473 bob #tea :Cannot join channel (+i)")]
    [InlineData("+k sesame", "475 bob #tea :Cannot join channel (+k)")]
    [InlineData("+l 1", "471 bob #tea :Cannot join channel (+l)")]
    [InlineData("+R", "477 bob #tea :Cannot join channel (+R)")]
    public async Task Rooms_may_be_closed(string modes, string answer)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync($"JOIN #tea\r\nMODE #tea {modes}");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("JOIN #tea", answer);
        await ann.HearsAsync();
    }

    [Theory]
    [InlineData("+b bob!*@*", "+e *!*@localhost", "")]
    [InlineData("+i", "+I bob", "")]
    [InlineData("+k sesame", "+n", "sesame")]
    [InlineData("+l 2", "+n", "")]
    public async Task And_there_are_ways_in(string modes, string exception, string key)
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync($"JOIN #tea\r\nMODE #tea {modes}\r\nMODE #tea {exception}");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync($"JOIN #tea {key}", ":bob JOIN :#tea", "353 bob = #tea :@ann bob", "366 bob #tea :End of /NAMES list");
    }

    [Fact]
    public async Task A_room_may_send_people_on_to_another()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea,#waiting\r\nMODE #tea +if #waiting");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("JOIN #tea",
            "470 bob #tea #waiting :Forwarding to another channel",
            ":bob JOIN :#waiting",
            "353 bob = #waiting :@ann bob",
            "366 bob #waiting :End of /NAMES list");
    }

    [Fact]
    public async Task Nobody_is_in_more_rooms_than_advertised()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        for (var i = 0; i < 10; i++) await ann.DoesAsync("JOIN " + string.Join(',', Enumerable.Range(i * 10, 10).Select(n => $"#room{n}")));
        await ann.AsksAsync("JOIN #one,#more", "405 ann #one :You have joined too many channels", "405 ann #more :You have joined too many channels");
    }

    [Fact]
    public async Task A_name_may_be_as_long_as_advertised()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var (longest, longer) = ("#" + new string('a', 63), "#" + new string('b', 64));
        await ann.AsksAsync($"JOIN {longest}\r\nJOIN {longer}",
            $":ann JOIN :{longest}", $"353 ann = {longest} :@ann", $"366 ann {longest} :End of /NAMES list", $"403 ann {longer} :No such channel");
    }

    [Fact]
    public async Task A_secret_room_says_so_to_its_members()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea\r\nMODE #tea +s");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("JOIN #tea", ":bob JOIN :#tea", "353 bob @ #tea :@ann bob", "366 bob #tea :End of /NAMES list");
    }
}
