using System.Runtime.CompilerServices;
using Parley.Server.Doors.Plain;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

public sealed class PlainDoorTests
{
    [Fact]
    public async Task A_newcomer_is_welcomed_as_a_guest_and_stands_in_the_lobby()
    {
        await using var server = await TestServer.StartAsync();
        var bob = server.Connect(TestServer.Plain);
        await bob.ExpectAsync(
            """
            Welcome to Parley! You are guest-1; /nick NAME to be called something else, /help for more.
            *** you are in #lobby
            *** in #lobby: guest-1

            """);
    }

    [Fact]
    public async Task Others_hear_what_is_said_and_the_speaker_gets_no_echo()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectAsync("*** guest-2 joined\n*** guest-2 is now called bob\n");

        await bob.SendAsync("hello\r\n/me waves\nÅsa grüßt 🙂\n");
        await ann.ExpectAsync("<bob> hello\n* bob waves\n<bob> Åsa grüßt 🙂\n");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Leaving_is_told_with_its_reason()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        var eve = await server.ConnectPlainAsync("eve");
        await ann.ExpectEventuallyAsync("is now called eve\n");

        await bob.SendAsync("/quit dinner is ready\n");
        await ann.ExpectAsync("*** bob left (dinner is ready)\n");
        Assert.Equal("*** guest-3 joined\n*** guest-3 is now called eve\n", await bob.ExpectEndAsync());

        await eve.Connection.ResetAsync();
        await ann.ExpectAsync("*** eve left\n");
    }

    [Fact]
    public async Task Nicks_change_and_bad_ones_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");

        await bob.SendAsync("/nick ANN\n/nick аnn\n/nick a b\n/nick\n/nick parley\n/nick you\n/nick bo\u200Bb\n/nick BOB\n/nick BOB\n/nick 0123456789012345678901234567890123\n");
        await bob.ExpectAsync(
            """
            *** the nickname ANN is taken
            *** the nickname аnn looks too much like ann, who is here
            *** 'a b' cannot be a nickname: up to 32 letters, digits and - _ [ ] \ ` ^ { } |, no spaces
            *** usage: /nick NAME
            *** the nickname parley is reserved
            *** the nickname you is reserved
            *** 'bo​b' cannot be a nickname: up to 32 letters, digits and - _ [ ] \ ` ^ { } |, no spaces
            *** you are now called BOB
            *** '0123456789012345678901234567890123' cannot be a nickname: up to 32 letters, digits and - _ [ ] \ ` ^ { } |, no spaces

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Rooms_are_made_by_joining_and_what_is_typed_goes_to_the_last_one_joined()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        await bob.SendAsync("/join dev\nanybody here?\n/rooms\n");
        await bob.ExpectAsync("*** you are in #dev\n*** in #dev: bob\n*** #lobby              2\n*** #dev                1\n");
        await ann.ExpectNothingAsync();

        await ann.SendAsync("/join #DEV\n");
        await ann.ExpectAsync("*** you are in #dev\n*** in #dev: ann, bob\n");
        await bob.ExpectAsync("*** ann joined\n");

        await bob.SendAsync("/join #lobby\nback in the lobby\n");
        await bob.ExpectAsync("*** you are in #lobby\n*** in #lobby: ann, bob\n");
        await ann.ExpectAsync("[#lobby] <bob> back in the lobby\n");

        await ann.SendAsync("hi dev\n/part lunch\nhi lobby\n/part #lobby\nhi nobody\n");
        await bob.ExpectAsync("[#dev] <ann> hi dev\n[#dev] *** ann left (lunch)\n<ann> hi lobby\n*** ann left\n");
        await ann.ExpectAsync(
            "*** you left #dev\n*** you are in #lobby again\n*** you left #lobby\n*** you are in no room: /join one\n*** you are in no room: /join one first\n");
    }

    [Fact]
    public async Task Topics_are_set_shown_and_taken_away()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        await bob.SendAsync("/topic\n/topic all about tea\n/topic\n/topic -\n/topic\n");
        await bob.ExpectAsync(
            "*** #lobby has no topic\n*** you set the topic: all about tea\n*** #lobby: all about tea (set by bob, 2026-01-01 12:00Z)\n*** you took the topic away\n*** #lobby has no topic\n");
        await ann.ExpectAsync("*** bob set the topic: all about tea\n*** bob took the topic away\n");
    }

    [Fact]
    public async Task A_direct_message_is_for_one_person_only()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        var eve = await server.ConnectPlainAsync("eve");
        await bob.ExpectEventuallyAsync("is now called eve\n");

        await ann.SendAsync("/msg bob between us\n/msg nobody hello\n/msg bob\n");
        await bob.ExpectAsync("[ann -> you] between us\n");
        await eve.ExpectNothingAsync();
        await ann.ExpectEventuallyAsync("*** nobody here is called nobody\n*** usage: /msg NAME TEXT\n");
    }

    [Fact]
    public async Task History_shows_what_was_said_and_comes_in_its_place_among_the_replies()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/history\none\ntwo\n/me waves\n/history 2\n/history 0\n/history 9999\n/who\n");
        await bob.ExpectAsync(
            """
            *** nothing has been said in #lobby yet
            [2026-01-01 12:00Z] <bob> two
            [2026-01-01 12:00Z] * bob waves
            *** usage: /history [ROOM | NAME] [COUNT] [since TIME] [ids]: COUNT from 1 to 200, TIME like 2h, 14:30, 2026-11-21
            *** usage: /history [ROOM | NAME] [COUNT] [since TIME] [ids]: COUNT from 1 to 200, TIME like 2h, 14:30, 2026-11-21
            *** in #lobby: bob

            """);
    }

    [Fact]
    public async Task History_goes_back_page_by_page_and_begins_at_a_time()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/more\none\ntwo\nthree\nfour\n/topic\n");
        await bob.ExpectAsync("*** usage: /history, then /more\n*** #lobby has no topic\n");
        time.Advance(TimeSpan.FromHours(1));
        await bob.SendAsync("five\n/history 2\n/more\n/more\n/history lobby\n/history #lobby since 30m\n/history since noon\n");
        await bob.ExpectAsync(
            """
            [2026-01-01 12:00Z] <bob> four
            [2026-01-01 13:00Z] <bob> five
            [2026-01-01 12:00Z] <bob> two
            [2026-01-01 12:00Z] <bob> three
            [2026-01-01 12:00Z] <bob> one
            *** you have no conversation with lobby
            [2026-01-01 13:00Z] <bob> five
            *** usage: /history [ROOM | NAME] [COUNT] [since TIME] [ids]: COUNT from 1 to 200, TIME like 2h, 14:30, 2026-11-21

            """);
    }

    [Fact]
    public async Task The_history_of_a_conversation_is_for_its_two()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");
        await ann.SendAsync("/msg bob psst\n/history bob\n");
        await ann.ExpectAsync("[2026-01-01 12:00Z] [ann -> bob] psst\n");
        await bob.ExpectAsync("[ann -> you] psst\n");
        await bob.SendAsync("/history ANN\n");
        await bob.ExpectAsync("[2026-01-01 12:00Z] [ann -> bob] psst\n");
        var eve = await server.ConnectPlainAsync("eve");
        await eve.SendAsync("/history ann\n");
        await eve.ExpectAsync("*** you have no conversation with ann\n");
    }

    [Fact]
    public async Task What_was_said_can_be_taken_back()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");
        await bob.SendAsync("my password is swordfish\nI mean hello\n/redact\n/redact bob wrong window\n/redact ann\n/redact\n/history\n");
        await bob.ExpectAsync(
            """
            *** you took back a message
            *** you took back a message
            *** there is no such message, or no longer
            *** there is no such message, or no longer
            *** nothing has been said in #lobby yet

            """);
        await ann.ExpectAsync(
            "<bob> my password is swordfish\n<bob> I mean hello\n*** bob took back a message\n*** bob took back a message: wrong window\n");
        await ann.SendAsync("mine\n/topic\n");
        await ann.ExpectAsync("*** #lobby has no topic\n");
        await bob.SendAsync("/redact ann\n");
        await bob.ExpectAsync("<ann> mine\n*** that is somebody else's message\n");
    }

    [Fact]
    public async Task Any_message_can_be_taken_back_by_its_id()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");
        await bob.SendAsync("swordfish\nhello\n/join tea\n/history #lobby ids\n");
        var id = (await bob.ExpectEventuallyAsync(" <bob> swordfish\n")).Split(' ')[^1];
        await bob.ExpectEventuallyAsync(" <bob> hello\n");
        await bob.SendAsync($"/redact {id} wrong window\n/redact {id}\n/redact 7fffffffffffffff\n/history #lobby\n");
        await bob.ExpectAsync("*** you took back a message\n*** there is no such message, or no longer\n*** there is no such message, or no longer\n[2026-01-01 12:00Z] <bob> hello\n");
        await ann.ExpectAsync("<bob> swordfish\n<bob> hello\n*** bob took back a message: wrong window\n");
        await ann.SendAsync($"/redact {MessageId.Of(new Sequence(Convert.ToInt64(id, 16) + 1))}\n");
        await ann.ExpectAsync("*** that is somebody else's message\n");
    }

    [Fact]
    public async Task A_slash_twice_says_a_slash_and_an_unknown_command_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        await bob.SendAsync("//etc/passwd is a file\n/etc\n");
        await ann.ExpectAsync("<bob> /etc/passwd is a file\n");
        await bob.ExpectAsync("*** there is no command /etc; /help lists them, and //etc says it\n");
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/help\n");
        foreach (var command in PlainCommands.All) await bob.ExpectEventuallyAsync($"*** /{command.Name} ");
    }

    [Fact]
    public void The_table_of_the_document_lists_the_same_commands()
    {
        var expected = PlainCommands.All.Select(command => $"`/{command.Name} {command.Usage.Replace("|", "\\|", StringComparison.Ordinal)}".TrimEnd() + "`");
        var table = File.ReadLines(PathOf("docs/protocol/plain.md"))
            .Where(line => line.StartsWith("| `/", StringComparison.Ordinal)).Select(line => line[2..(line.IndexOf('`', 3) + 1)]);
        Assert.Equal(expected, table);
    }

    [Fact]
    public async Task A_last_line_without_its_end_still_counts()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        await bob.SendAsync("from a file");
        await bob.Connection.CloseAsync();
        await ann.ExpectAsync("<bob> from a file\n*** bob left\n");
    }

    [Fact]
    public async Task Telnet_negotiation_is_no_text()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");

        byte[] line = [0xFF, 0xFD, 3, .. "he"u8, 0xFF, 0xFA, 24, 0, (byte)'x', 0xFF, 0xF0, .. "llo"u8, 0xFF, 0xF4, 0xFF, 0xFB, 6, 13, 10];
        await bob.SendAsync(line);
        await ann.ExpectAsync("<bob> hello\n");
    }

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../..", file);
}
