using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class RedactCommandTests
{
    private const string Caps = "draft/message-redaction draft/chathistory";

    [Fact]
    public async Task A_message_is_gone_for_those_who_know_what_that_means()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcWithAsync($"{Caps} echo-message message-tags", "ann");
        var bob = await server.ConnectIrcWithAsync(Caps, "bob");
        var eve = await server.ConnectIrcAsync("eve");
        foreach (var client in (TestClient[])[ann, bob, eve]) await client.DoesAsync("JOIN #tea");
        await ann.LinesAsync();
        var id = await SayAsync(ann, "#tea", "swordfish");
        await ann.SendAsync($"REDACT #tea {id} :wrong window\r\n");
        Assert.Matches($"^@msgid=[0-9a-f]{{16}} :ann!~ann@localhost REDACT #tea {id} :wrong window$", Assert.Single(await ann.LinesAsync()));
        await bob.HearsAsync(":eve JOIN :#tea", ":ann PRIVMSG #tea :swordfish", $":ann REDACT #tea {id} :wrong window");
        await eve.HearsAsync(":ann PRIVMSG #tea :swordfish");
        await bob.AsksAsync("CHATHISTORY LATEST #tea * 10");
        await bob.AsksAsync("CAP REQ draft/event-playback\r\nCHATHISTORY LATEST #tea * 1",
            "CAP bob ACK :draft/event-playback", $":ann REDACT #tea {id} :wrong window");
    }

    [Fact]
    public async Task In_a_conversation_it_goes_to_the_other_one()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcWithAsync($"{Caps} echo-message message-tags", "ann");
        var bob = await server.ConnectIrcWithAsync(Caps, "bob");
        var id = await SayAsync(ann, "bob", "psst");
        await bob.AsksAsync($"REDACT ann {id}", ":ann PRIVMSG bob :psst", $"FAIL REDACT REDACT_FORBIDDEN ann {id} :You are not authorised to delete this message");
        await ann.DoesAsync($"REDACT bob {id}");
        await bob.HearsAsync($":ann REDACT bob :{id}");
    }

    [Fact]
    public async Task It_goes_to_the_other_one_also_when_both_have_come_again()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectRegisteredAsync("ann");
        var bob = await server.ConnectRegisteredAsync("bob");
        await ann.DoesAsync("CAP REQ :echo-message message-tags");
        var id = await SayAsync(ann, "bob", "psst");
        foreach (var client in (TestClient[])[ann, bob])
        {
            await client.SendAsync("QUIT\r\n");
            await client.ExpectEndAsync();
        }

        var (annie, _) = await server.ConnectLoggedInAsync("ann", "annie");
        var (rob, _) = await server.ConnectLoggedInAsync("bob", "rob");
        foreach (var client in (TestClient[])[annie, rob]) await client.DoesAsync($"CAP REQ :{Caps}");
        await annie.DoesAsync($"REDACT rob {id}");
        await rob.HearsAsync($":annie!~annie@localhost REDACT rob :{id}");
    }

    [Fact]
    public async Task What_cannot_be_is_failed_with_the_code_of_the_specification()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(options => options.PingAfter = TimeSpan.FromDays(9), time);
        var ann = await server.ConnectIrcWithAsync($"{Caps} echo-message message-tags", "ann");
        await ann.DoesAsync("JOIN #tea,#milk");
        var bob = await server.ConnectIrcWithAsync($"{Caps} echo-message message-tags", "bob");
        await bob.DoesAsync("JOIN #tea");
        await ann.LinesAsync();
        var anns = await SayAsync(ann, "#tea", "ann's");
        await bob.LinesAsync();
        var bobs = await SayAsync(bob, "#tea", "bob's");
        await bob.AsksAsync(
            $"""
            REDACT
            REDACT #none {anns}
            REDACT #milk {anns}
            REDACT nobody {anns}
            REDACT #tea {anns} :no
            REDACT #tea 0000000000000001
            REDACT #tea 00000000ffffffff
            REDACT #tea x
            """,
            "461 bob REDACT :Not enough parameters",
            "FAIL REDACT INVALID_TARGET #none :You cannot delete messages from #none",
            "FAIL REDACT INVALID_TARGET #milk :You cannot delete messages from #milk",
            "FAIL REDACT INVALID_TARGET nobody :You cannot delete messages from nobody",
            $"FAIL REDACT REDACT_FORBIDDEN #tea {anns} :You are not authorised to delete this message",
            "FAIL REDACT UNKNOWN_MSGID #tea 0000000000000001 :This message does not exist or is too old",
            "FAIL REDACT UNKNOWN_MSGID #tea 00000000ffffffff :This message does not exist or is too old",
            "FAIL REDACT UNKNOWN_MSGID #tea x :This message does not exist or is too old");
        var eve = await server.ConnectIrcAsync("eve");
        await eve.AsksAsync($"REDACT #tea {anns}", "421 eve REDACT :Unknown command");

        time.Advance(TimeSpan.FromHours(23));
        await ann.LinesAsync();
        await ann.DoesAsync($"REDACT #tea {bobs}");
        await bob.LinesAsync();
        await bob.AsksAsync($"REDACT #tea {bobs}", $"FAIL REDACT UNKNOWN_MSGID #tea {bobs} :This message does not exist or is too old");
        var late = await SayAsync(bob, "#tea", "late");
        time.Advance(TimeSpan.FromHours(25));
        await bob.AsksAsync($"REDACT #tea {late}", $"FAIL REDACT REDACT_WINDOW_EXPIRED #tea {late} 86400 :You can no longer delete this message");
    }

    /// <summary>Says something and returns its id.</summary>
    private static async Task<string> SayAsync(TestClient client, string target, string text)
    {
        await client.SendAsync($"PRIVMSG {target} :{text}\r\n");
        var echo = Assert.Single(await client.LinesAsync());
        return echo["@msgid=".Length..][..16];
    }
}
