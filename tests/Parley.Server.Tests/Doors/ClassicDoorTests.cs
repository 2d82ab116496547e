using System.Text;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

public sealed class ClassicDoorTests
{
    [Theory]
    [InlineData(TestServer.Classic, "NAME")]
    [InlineData(TestServer.ClassicNick, "NICK")]
    public async Task The_prompt_comes_alone_and_the_handshake_is_the_tutorials(string door, string prompt)
    {
        await using var server = await TestServer.StartAsync();
        var bob = server.Connect(door);
        await bob.ExpectAsync(prompt);
        await bob.SendAsync("bob");
        await bob.ExpectAsync("bob joined!\nConnected to server!");

        var ann = server.Connect(door);
        await ann.ExpectAsync(prompt);
        await ann.SendAsync("ann");
        await ann.ExpectMessagesAsync("ann joined!", "Connected to server!");
        await bob.ExpectMessagesAsync("ann joined!");

        await ann.SendAsync("ann: hello");
        await ann.ExpectMessagesAsync("ann: hello");
        await bob.ExpectMessagesAsync("ann: hello");

        await ann.Connection.CloseAsync();
        await bob.ExpectMessagesAsync("ann left!");
    }

    [Fact]
    public async Task A_taken_nick_gets_a_number_and_its_owner_is_told()
    {
        await using var server = await TestServer.StartAsync();
        await JoinAsync(server, "bob");
        var second = server.Connect(TestServer.Classic);
        await second.ExpectAsync("NAME");
        await second.SendAsync("bob");
        await second.ExpectMessagesAsync("*** the nickname bob is taken; you are bob_2", "bob_2 joined!", "Connected to server!");

        // The client goes on to write the name it asked for; nobody is misled by that.
        await second.SendAsync("bob: it is me");
        await second.ExpectMessagesAsync("bob_2: it is me");
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("bob\u001b[31m")]
    [InlineData("bob!")]
    [InlineData("  ")]
    [InlineData("0123456789012345678901234567890123")]
    public async Task A_nick_that_breaks_the_rules_becomes_a_guest(string nick)
    {
        await using var server = await TestServer.StartAsync();
        var bob = server.Connect(TestServer.Classic);
        await bob.ExpectAsync("NAME");
        await bob.SendAsync(nick);
        await bob.ExpectEventuallyAsync("; you are guest-1");
        await bob.ExpectMessagesAsync("guest-1 joined!", "Connected to server!");
    }

    [Fact]
    public async Task Nobody_can_speak_as_another()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await JoinAsync(server, "ann");
        var bob = await JoinAsync(server, "bob");
        await ann.ExpectMessagesAsync("bob joined!");

        await bob.SendAsync("ann: I owe bob a million");
        await ann.ExpectMessagesAsync("bob: ann: I owe bob a million");
        await bob.SendAsync("bob: fine\nann: thanks\nann left!");
        await ann.ExpectMessagesAsync("bob: fine", "bob: ann: thanks", "bob: ann left!");
    }

    [Fact]
    public async Task What_is_written_is_ascii_unless_the_door_says_otherwise()
    {
        await using var server = await TestServer.StartAsync();
        var ascii = await JoinAsync(server, "ann");
        var utf8 = server.Connect(TestServer.ClassicLines);
        await utf8.ExpectAsync("NAME");
        await utf8.SendAsync("zoë\n");
        await utf8.ExpectEventuallyAsync("Connected to server!\n");
        await ascii.ExpectMessagesAsync("zoe joined!");

        await utf8.SendAsync("zoë: Café für Ærø — Привет 👍 日\n");
        await utf8.ExpectAsync("zoë: Café für Ærø — Привет 👍 日\n");
        await ascii.ExpectMessagesAsync("zoe: Cafe fur AEro - Privet :thumbs_up: ?");
    }

    [Fact]
    public async Task A_character_cut_by_a_read_is_put_together_again()
    {
        await using var server = await TestServer.StartAsync();
        var bob = server.Connect(TestServer.ClassicLines);
        await bob.ExpectAsync("NAME");
        await bob.SendAsync("bob");
        await bob.ExpectEventuallyAsync("Connected to server!\n");

        var message = Encoding.UTF8.GetBytes("bob: 🙂!");
        await bob.SendAsync(message.AsMemory(0, 7));
        await bob.SendAsync(message.AsMemory(7));
        await bob.ExpectAsync("bob: 🙂!\n");
    }

    [Fact]
    public async Task A_character_that_stays_cut_does_not_hold_the_message_back_for_ever()
    {
        await using var server = await TestServer.StartAsync();
        var bob = server.Connect(TestServer.ClassicLines);
        await bob.ExpectAsync("NAME");
        await bob.SendAsync("bob");
        await bob.ExpectEventuallyAsync("Connected to server!\n");

        await bob.SendAsync(Encoding.Latin1.GetBytes("bob: café"));
        await bob.ExpectAsync("bob: caf\uFFFD\n");
    }

    [Fact]
    public async Task Who_does_not_say_a_name_is_told_and_closed()
    {
        await using var server = await TestServer.StartAsync(options => options.HandshakeTimeout = TimeSpan.FromMilliseconds(50));
        var silent = server.Connect(TestServer.Classic);
        await silent.ExpectMessagesAsync("NAME", "*** no nickname came within 0.05 seconds; goodbye");
        Assert.Equal("", await silent.ExpectEndAsync());
    }

    [Fact]
    public async Task Others_doings_are_told_in_the_tutorials_words()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await JoinAsync(server, "bob");
        var ann = await server.ConnectPlainAsync("ann");
        await bob.ExpectMessagesAsync("guest-1 joined!", "guest-1 is now called ann!");

        await ann.SendAsync("hi\n/me waves\n/topic tea\n/msg bob psst\n/part\n/join #lobby\n/quit\n");
        await bob.ExpectMessagesAsync(
            "ann: hi", "* ann waves", "*** ann set the topic: tea", "[private] ann: psst", "ann left!", "ann joined!", "ann left!");
    }

    [Fact]
    public async Task Two_writes_are_some_milliseconds_apart_so_that_they_are_two_reads()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var bob = server.Connect(TestServer.Classic);
        await bob.ExpectAsync("NAME");
        await bob.SendAsync("bob");

        // The barrier is the other door, where nothing waits for the clock.
        var ann = await server.ConnectPlainAsync("ann");
        await ann.SendAsync("/who\n");
        await ann.ExpectEventuallyAsync("*** in #lobby: ann, bob\n");
        Assert.False(bob.Connection.Input.TryRead(out _));

        var greeting = bob.ExpectMessagesAsync("bob joined!", "Connected to server!");
        while (!greeting.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }

        await greeting;
    }

    private static async Task<TestClient> JoinAsync(TestServer server, string nick)
    {
        var client = server.Connect(TestServer.Classic);
        await client.ExpectAsync("NAME");
        await client.SendAsync(nick);
        await client.ExpectMessagesAsync($"{nick} joined!", "Connected to server!");
        return client;
    }
}
