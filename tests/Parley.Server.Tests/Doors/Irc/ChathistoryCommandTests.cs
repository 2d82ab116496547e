using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class ChathistoryCommandTests : IAsyncDisposable
{
    private const string Caps = "draft/chathistory batch message-tags";

    private readonly ManualTime _time = new();
    private TestServer _server = null!;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("LATEST #tea * 2", "d e")]
    [InlineData("LATEST #TEA msgid={c} 10", "d e")]
    [InlineData("LATEST #tea timestamp=2026-01-01T12:00:02.000Z 1", "e")]
    [InlineData("BEFORE #tea msgid={c} 10", "a b")]
    [InlineData("BEFORE #tea msgid={c} 1", "b")]
    [InlineData("BEFORE #tea timestamp=2026-01-01T12:00:03.000Z 2", "b c")]
    [InlineData("AFTER #tea msgid={c} 10", "d e")]
    [InlineData("AFTER #tea msgid={c} 1", "d")]
    [InlineData("AFTER #tea timestamp=2026-01-01T12:00:00.000Z 2", "b c")]
    [InlineData("AROUND #tea msgid={c} 1", "c")]
    [InlineData("AROUND #tea msgid={c} 3", "b c d")]
    [InlineData("AROUND #tea timestamp=2026-01-01T12:00:02.000Z 2", "b c")]
    [InlineData("BETWEEN #tea msgid={a} msgid={e} 2", "b c")]
    [InlineData("BETWEEN #tea msgid={e} msgid={a} 2", "c d")]
    [InlineData("BETWEEN #tea timestamp=2026-01-01T12:00:00.000Z msgid={d} 10", "b c")]
    [InlineData("between #tea msgid={d} timestamp=2026-01-01T12:00:00.000Z 10", "b c")]
    [InlineData("BEFORE #tea timestamp=1999-01-01T00:00:00.000Z 10", "")]
    [InlineData("LATEST #tea * 99999999999", "a b c d e")]
    [InlineData("LATEST nobody * 10", "")]
    public async Task Pages_are_of_messages_before_after_around_and_between(string asked, string expected)
    {
        var ann = await StartAsync(Caps);
        await ann.SendAsync($"CHATHISTORY {await WithIdsAsync(ann, asked)}\r\n");
        var lines = await ann.LinesAsync();
        Assert.StartsWith(":parley.localhost BATCH +", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(":parley.localhost BATCH -", lines[^1], StringComparison.Ordinal);
        Assert.Equal(expected, string.Join(' ', lines[1..^1].Select(line => line[^1])));
    }

    [Fact]
    public async Task A_message_is_as_it_was_with_its_id_and_time()
    {
        var ann = await StartAsync($"{Caps} server-time");
        await ann.SendAsync("CHATHISTORY LATEST #tea * 1\r\n");
        var lines = await ann.LinesAsync();
        Assert.Matches("^@batch=1;time=2026-01-01T12:00:04.000Z;msgid=[0-9a-f]{16} :ann!~ann@localhost PRIVMSG #tea :e$", lines[1]);
        Assert.Equal(":parley.localhost BATCH +1 chathistory #tea", lines[0]);
    }

    [Fact]
    public async Task Without_batches_the_lines_come_alone_and_with_a_label_in_two()
    {
        var ann = await StartAsync("draft/chathistory");
        await ann.AsksAsync("CHATHISTORY LATEST #tea * 2", ":ann PRIVMSG #tea :d", ":ann PRIVMSG #tea :e");
        await ann.AsksAsync("CAP REQ :labeled-response batch\r\n@label=x CHATHISTORY LATEST #tea * 1",
            "CAP ann ACK :labeled-response batch",
            "@label=x BATCH +2 chathistory #tea", "@batch=2 :ann PRIVMSG #tea :e", "BATCH -2");
    }

    [Fact]
    public async Task Who_knows_playback_is_shown_what_else_happened()
    {
        var ann = await StartAsync("draft/chathistory");
        await ann.DoesAsync("TOPIC #tea :Earl Grey");
        await ann.AsksAsync("CHATHISTORY LATEST #tea * 1", ":ann PRIVMSG #tea :e");
        await ann.AsksAsync("CAP REQ draft/event-playback\r\nCHATHISTORY LATEST #tea * 2",
            "CAP ann ACK :draft/event-playback", ":ann PRIVMSG #tea :e", ":ann TOPIC #tea :Earl Grey");
    }

    [Fact]
    public async Task A_conversation_has_what_both_said()
    {
        var ann = await StartAsync("draft/chathistory");
        var bob = await _server.ConnectIrcWithAsync("draft/chathistory", "bob");
        await ann.DoesAsync("PRIVMSG bob :hi");
        await bob.DoesAsync("PRIVMSG ann :hello");
        await ann.LinesAsync();
        string[] both = [":ann PRIVMSG bob :hi", ":bob PRIVMSG ann :hello"];
        await ann.AsksAsync("CHATHISTORY LATEST BOB * 10", both);
        await bob.AsksAsync("CHATHISTORY LATEST ann * 10", both);
        var eve = await _server.ConnectIrcWithAsync("draft/chathistory", "eve");
        await eve.AsksAsync("CHATHISTORY LATEST ann * 10");
    }

    [Fact]
    public async Task Targets_are_those_with_a_newest_message_between_two_times()
    {
        var ann = await StartAsync(Caps);
        await ann.DoesAsync("JOIN #quiet");
        var bob = await _server.ConnectIrcAsync("bob");
        _time.Advance(TimeSpan.FromMinutes(1));
        await bob.DoesAsync("PRIVMSG ann :hello");
        await ann.LinesAsync();
        await ann.AsksAsync(
            """
            CHATHISTORY TARGETS timestamp=2026-01-01T00:00:00.000Z timestamp=2026-01-02T00:00:00.000Z 10
            CHATHISTORY TARGETS timestamp=2026-01-02T00:00:00.000Z timestamp=2026-01-01T00:00:00.000Z 1
            CHATHISTORY TARGETS timestamp=2026-01-01T12:00:04.000Z timestamp=2026-01-01T12:00:30.000Z 10
            """,
            "BATCH +1 draft/chathistory-targets",
            "@batch=1 CHATHISTORY TARGETS #tea 2026-01-01T12:00:04.000Z",
            "@batch=1 CHATHISTORY TARGETS bob 2026-01-01T12:01:04.000Z",
            "BATCH -1",
            "BATCH +2 draft/chathistory-targets",
            "@batch=2 CHATHISTORY TARGETS bob 2026-01-01T12:01:04.000Z",
            "BATCH -2",
            "BATCH +3 draft/chathistory-targets",
            "BATCH -3");
    }

    [Theory]
    [InlineData("FROB #tea * 10", "INVALID_PARAMS FROB :Unknown command")]
    [InlineData("LATEST", "INVALID_PARAMS LATEST :Insufficient parameters")]
    [InlineData("LATEST #tea 10", "INVALID_PARAMS LATEST :Insufficient parameters")]
    [InlineData("LATEST #tea * 10 20", "INVALID_PARAMS LATEST :Too many parameters")]
    [InlineData("LATEST #tea * 0", "INVALID_PARAMS LATEST 0 :Invalid limit")]
    [InlineData("LATEST #tea * -5", "INVALID_PARAMS LATEST -5 :Invalid limit")]
    [InlineData("LATEST #tea * ten", "INVALID_PARAMS LATEST ten :Invalid limit")]
    [InlineData("BEFORE #tea * 10", "INVALID_PARAMS BEFORE * :Invalid timestamp")]
    [InlineData("BEFORE #tea timestamp=yesterday 10", "INVALID_PARAMS BEFORE timestamp=yesterday :Invalid timestamp")]
    [InlineData("BEFORE #tea colour=red 10", "INVALID_MSGREFTYPE BEFORE #tea :That type of reference is not supported")]
    [InlineData("BEFORE #tea msgid=x 10", "MESSAGE_ERROR BEFORE #tea :There is no such message")]
    [InlineData("BEFORE #tea msgid=00000000ffffffff 10", "MESSAGE_ERROR BEFORE #tea :There is no such message")]
    [InlineData("TARGETS timestamp=2026-01-01T00:00:00.000Z 10", "INVALID_PARAMS TARGETS :Insufficient parameters")]
    [InlineData("TARGETS timestamp=2026-01-01T00:00:00.000Z msgid=0000000000000001 10", "INVALID_PARAMS TARGETS msgid=0000000000000001 :Invalid timestamp")]
    [InlineData("LATEST #none * 10", "INVALID_TARGET LATEST #none :Messages could not be retrieved")]
    [InlineData("LATEST #,x * 10", "INVALID_TARGET LATEST #,x :Messages could not be retrieved")]
    public async Task What_cannot_be_is_failed_with_the_code_of_the_specification(string asked, string failure)
    {
        var ann = await StartAsync(Caps);
        await ann.AsksAsync($"CHATHISTORY {asked}", $"FAIL CHATHISTORY {failure}");
    }

    [Fact]
    public async Task Who_is_not_in_a_room_cannot_tell_whether_it_is_there()
    {
        var ann = await StartAsync(Caps);
        await ann.DoesAsync("MODE #tea +b eve!*@*\r\nJOIN #secret\r\nMODE #secret +s");
        var eve = await _server.ConnectIrcWithAsync(Caps, "eve");
        foreach (var room in (string[])["#tea", "#secret", "#none"])
            await eve.AsksAsync($"CHATHISTORY LATEST {room} * 10", $"FAIL CHATHISTORY INVALID_TARGET LATEST {room} :Messages could not be retrieved");
    }

    [Fact]
    public async Task Without_the_capability_there_is_no_such_command()
    {
        var ann = await StartAsync("batch");
        await ann.AsksAsync("CHATHISTORY LATEST #tea * 10\r\nCHATHISTORY",
            "421 ann CHATHISTORY :Unknown command", "461 ann CHATHISTORY :Not enough parameters");
    }

    /// <summary>Ann is in #tea and has said a, b, c, d and e there, one a second.</summary>
    private async Task<TestClient> StartAsync(string capabilities)
    {
        _server = await TestServer.StartAsync(time: _time);
        var ann = await _server.ConnectIrcWithAsync(capabilities, "ann");
        await ann.DoesAsync("JOIN #tea");
        foreach (var text in (string[])["a", "b", "c", "d", "e"])
        {
            if (text != "a") _time.Advance(TimeSpan.FromSeconds(1));
            await ann.DoesAsync($"PRIVMSG #tea :{text}");
        }

        return ann;
    }

    /// <summary>Puts the ids of the messages where their texts stand in braces.</summary>
    private static async Task<string> WithIdsAsync(TestClient client, string text)
    {
        await client.SendAsync("CHATHISTORY LATEST #tea * 10\r\n");
        foreach (var line in (await client.LinesAsync())[1..^1])
        {
            var id = line[(line.IndexOf("msgid=", StringComparison.Ordinal) + "msgid=".Length)..][..16];
            text = text.Replace($"{{{line[^1]}}}", id, StringComparison.Ordinal);
        }

        return text;
    }
}
