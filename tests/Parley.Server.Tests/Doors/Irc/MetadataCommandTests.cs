using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class MetadataCommandTests
{
    private const string Capabilities = "draft/metadata-2 batch";

    [Fact]
    public async Task Something_is_said_shown_and_taken_away()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        await ann.AsksAsync("""
            METADATA * SET display-name :Ann the First
            METADATA ann SET display-name :Ann 💜
            METADATA * set status :here
            METADATA * GET display-name avatar STATUS status
            METADATA ann LIST
            METADATA * SET status
            METADATA * SET status :
            METADATA * CLEAR
            METADATA * LIST
            METADATA * CLEAR
            """,
            "761 ann ann display-name * :Ann the First",
            "761 ann ann display-name * :Ann 💜",
            "761 ann ann status * :here",
            "BATCH +2 metadata :ann",
            "@batch=2 761 ann ann display-name * :Ann 💜",
            "@batch=2 766 ann ann avatar :Key not set",
            "@batch=2 FAIL METADATA KEY_INVALID STATUS :That is not a valid key",
            "@batch=2 761 ann ann status * :here",
            "BATCH :-2",
            "BATCH +3 metadata :ann",
            "@batch=3 761 ann ann display-name * :Ann 💜",
            "@batch=3 761 ann ann status * :here",
            "BATCH :-3",
            "766 ann ann status :Key not set",
            "FAIL METADATA KEY_NOT_SET ann status :Key not set",
            "BATCH +4 metadata :ann",
            "@batch=4 766 ann ann display-name :Key not set",
            "BATCH :-4",
            "BATCH +5 metadata :ann",
            "BATCH :-5",
            "BATCH +6 metadata :ann",
            "BATCH :-6");
    }

    [Fact]
    public async Task What_is_wrong_has_the_words_of_the_specification()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        await bob.DoesAsync("JOIN #tea\r\nMODE #tea +s");
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        await ann.DoesAsync("JOIN #lobby");
        await ann.AsksAsync($"""
            METADATA
            METADATA *
            METADATA * GET
            METADATA * SET
            METADATA * SUB
            METADATA * UNSUB
            METADATA * destr0y
            METADATA * :: hi
            METADATA nobody LIST
            METADATA #tea LIST
            METADATA #none SYNC
            METADATA $a:user SET url :x
            METADATA nobody CLEAR
            METADATA nobody GET a
            METADATA bob SUB a
            METADATA bob UNSUB a
            METADATA bob SUBS
            METADATA bob SET display-name :Not Bob
            METADATA bob CLEAR
            METADATA #lobby SET url :x
            METADATA #lobby CLEAR
            METADATA * SET $url$ :x
            METADATA * SET url :{new string('x', 301)}
            METADATA * SUB $url Url
            METADATA * UNSUB $url
            """,
            "461 ann METADATA :Not enough parameters",
            "461 ann METADATA :Not enough parameters",
            "461 ann METADATA :Not enough parameters",
            "461 ann METADATA :Not enough parameters",
            "461 ann METADATA :Not enough parameters",
            "461 ann METADATA :Not enough parameters",
            "FAIL METADATA SUBCOMMAND_INVALID destr0y :There is no such subcommand",
            "FAIL METADATA SUBCOMMAND_INVALID * :There is no such subcommand",
            "FAIL METADATA INVALID_TARGET nobody :There is no such target",
            "FAIL METADATA INVALID_TARGET #tea :There is no such target",
            "FAIL METADATA INVALID_TARGET #none :There is no such target",
            "FAIL METADATA INVALID_TARGET $a:user :There is no such target",
            "FAIL METADATA INVALID_TARGET nobody :There is no such target",
            "FAIL METADATA INVALID_TARGET nobody :There is no such target",
            "FAIL METADATA INVALID_TARGET bob :There is no such target",
            "FAIL METADATA INVALID_TARGET bob :There is no such target",
            "FAIL METADATA INVALID_TARGET bob :There is no such target",
            "FAIL METADATA KEY_NO_PERMISSION bob display-name :That is not for you to set",
            "FAIL METADATA KEY_NO_PERMISSION bob * :That is not for you to set",
            "FAIL METADATA KEY_NO_PERMISSION #lobby url :That is not for you to set",
            "FAIL METADATA KEY_NO_PERMISSION #lobby * :That is not for you to set",
            "FAIL METADATA KEY_INVALID $url$ :That is not a valid key",
            "FAIL METADATA VALUE_INVALID :That is not a valid value",
            "FAIL METADATA KEY_INVALID $url :That is not a valid key",
            "FAIL METADATA KEY_INVALID Url :That is not a valid key",
            "FAIL METADATA KEY_INVALID $url :That is not a valid key");
        await bob.HearsAsync();
    }

    [Fact]
    public async Task Only_so_much_is_said_and_not_too_fast()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        await ann.DoesAsync(string.Join("\r\n", Enumerable.Range(0, 25).Select(i => $"METADATA * SET k{i} :v")));
        await ann.AsksAsync("METADATA * SET one-more :v", "FAIL METADATA LIMIT_REACHED ann :Metadata limit reached");
        await ann.DoesAsync(string.Join("\r\n", Enumerable.Range(0, 5).Select(i => $"METADATA * SET k0 :{i}")));
        await ann.AsksAsync("METADATA * SET k0 :z\r\nMETADATA * CLEAR",
            "FAIL METADATA RATE_LIMITED ann k0 60 :Too many changes", "FAIL METADATA RATE_LIMITED ann * 60 :Too many changes");
    }

    [Fact]
    public async Task Keys_are_subscribed_to_in_order_and_only_so_many()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        await ann.AsksAsync("""
            METADATA * SUBS
            METADATA * SUB avatar $url website avatar
            METADATA ann SUB website
            METADATA * SUBS
            METADATA * UNSUB website website nothing
            METADATA * SUBS
            """,
            "BATCH +2 :metadata-subs", "BATCH :-2",
            "770 ann avatar website :avatar", "FAIL METADATA KEY_INVALID $url :That is not a valid key",
            "770 ann :website",
            "BATCH +3 :metadata-subs", "@batch=3 772 ann avatar :website", "BATCH :-3",
            "771 ann website website :nothing",
            "BATCH +4 :metadata-subs", "@batch=4 772 ann :avatar", "BATCH :-4");
        for (var i = 0; i < 4; i++) await ann.DoesAsync($"METADATA * SUB {string.Join(' ', Enumerable.Range(0, 12).Select(k => $"k{i}.{k}"))}");
        await ann.AsksAsync("METADATA * SUB last avatar city\r\nMETADATA * SUB avatar",
            "770 ann :last", "FAIL METADATA TOO_MANY_SUBS avatar :Too many subscriptions", "FAIL METADATA TOO_MANY_SUBS avatar :Too many subscriptions");
        await ann.DoesAsync("CAP REQ -draft/metadata-2");
        await ann.AsksAsync("METADATA * SUBS", "BATCH +5 :metadata-subs", "BATCH :-5");
    }

    [Fact]
    public async Task Those_who_have_subscribed_are_told_and_nobody_else()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        var bob = await server.ConnectIrcWithAsync(Capabilities, "bob");
        var eve = await server.ConnectIrcWithAsync(Capabilities, "eve");
        var zoe = await server.ConnectIrcAsync("zoe");
        await bob.DoesAsync("METADATA * SUB display-name url");
        await eve.DoesAsync("METADATA * SUB avatar");
        await zoe.DoesAsync("METADATA * SUB display-name url");
        foreach (var client in (TestClient[])[ann, bob, eve, zoe]) await client.DoesAsync("JOIN #tea");
        foreach (var client in (TestClient[])[ann, bob, eve, zoe]) await client.LinesAsync();

        await ann.AsksAsync("METADATA * SET display-name :Ann\r\nMETADATA #tea SET url :https://tea.example/\r\nMETADATA * SET display-name",
            "761 ann ann display-name * :Ann", "761 ann #tea url * :https://tea.example/", "766 ann ann display-name :Key not set");
        await bob.HearsAsync("METADATA ann display-name * :Ann", "METADATA #tea url * :https://tea.example/", "METADATA ann display-name :*");
        await eve.HearsAsync();
        await zoe.HearsAsync();
    }

    [Fact]
    public async Task Who_joins_or_subscribes_gets_what_there_is_and_may_ask_for_it_again()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        await ann.DoesAsync("JOIN #tea\r\nMETADATA #tea SET url :x\r\nMETADATA * SET avatar :a\r\nMETADATA * SET status :s");
        var bob = await server.ConnectIrcWithAsync(Capabilities, "bob");
        await bob.AsksAsync("METADATA * SUB avatar url\r\nJOIN #tea\r\nMETADATA * SUB status avatar\r\nMETADATA #tea SYNC\r\nMETADATA ann SYNC\r\nMETADATA bob SYNC",
            "770 bob avatar :url",
            ":bob JOIN :#tea", "353 bob = #tea :@ann bob", "366 bob #tea :End of /NAMES list",
            "BATCH +2 metadata :#tea", "@batch=2 METADATA #tea url * :x", "@batch=2 METADATA ann avatar * :a", "BATCH :-2",
            "770 bob status :avatar",
            "BATCH +3 metadata :*", "@batch=3 METADATA ann status * :s", "BATCH :-3",
            "BATCH +4 metadata :#tea", "@batch=4 METADATA #tea url * :x", "@batch=4 METADATA ann avatar * :a", "@batch=4 METADATA ann status * :s", "BATCH :-4",
            "BATCH +5 metadata :ann", "@batch=5 METADATA ann avatar * :a", "@batch=5 METADATA ann status * :s", "BATCH :-5",
            "BATCH +6 metadata :bob", "BATCH :-6");
    }

    [Fact]
    public async Task A_change_has_a_time_and_what_was_there_before_has_none()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        var bob = await server.ConnectIrcWithAsync($"{Capabilities} server-time", "bob");
        await ann.DoesAsync("JOIN #tea\r\nMETADATA * SET avatar :a");
        await bob.DoesAsync("JOIN #tea");
        await bob.AsksAsync("METADATA * SUB avatar", "770 bob :avatar", "BATCH +2 metadata :*", "@batch=2 METADATA ann avatar * :a", "BATCH :-2");
        await ann.DoesAsync("METADATA * SET avatar :b");
        await bob.HearsAsync("@time=2026-01-01T12:00:00.000Z METADATA ann avatar * :b");
    }

    [Fact]
    public async Task Too_much_at_once_is_for_later()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        var keys = Enumerable.Range(0, 25).Select(i => $"k{i}").ToArray();
        await ann.DoesAsync($"JOIN #tea\r\nMETADATA * SUB {string.Join(' ', keys[..13])}\r\nMETADATA * SUB {string.Join(' ', keys[13..])}");
        var others = new List<TestClient>();
        for (var i = 0; i <= 40; i++)
        {
            others.Add(await server.ConnectIrcAsync($"other{i}"));
            await others[^1].SendAsync(string.Concat(keys.Select(key => $"METADATA * SET {key} :x\r\n")) + "JOIN #tea\r\n");
        }

        foreach (var other in others) await other.LinesAsync();
        await ann.LinesAsync();
        await ann.AsksAsync("METADATA #tea SYNC\r\nMETADATA * UNSUB k0", "774 ann #tea :60", "771 ann :k0");
        var late = await server.ConnectIrcWithAsync(Capabilities, "late");
        await late.DoesAsync($"METADATA * SUB {string.Join(' ', keys[..13])}\r\nMETADATA * SUB {string.Join(' ', keys[13..])}");
        await late.SendAsync("JOIN #tea\r\n");
        Assert.Equal(":parley.localhost 774 late #tea :60", (await late.LinesAsync())[^1]);
    }

    [Fact]
    public async Task It_is_there_after_a_restart_with_accounts_and_with_rooms_that_are_somebodys()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await TestServer.StartAsync(options => options.Data = directory.Path))
        {
            var ann = await server.ConnectRegisteredAsync("ann");
            await ann.DoesAsync("JOIN #tea\r\nCS REGISTER #tea\r\nMETADATA #tea SET url :x\r\nMETADATA * SET avatar :a");
        }

        await using var again = await TestServer.StartAsync(options => options.Data = directory.Path);
        var (back, _) = await again.ConnectLoggedInAsync("ann", "ann");
        await back.AsksAsync("METADATA * LIST\r\nMETADATA #tea LIST", "761 ann ann avatar * :a", "761 ann #tea url * :x");
    }

    [Fact]
    public async Task A_response_with_a_label_holds_its_batches()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync($"{Capabilities} labeled-response", "ann");
        await ann.AsksAsync("METADATA * SET a :b\r\n@label=1 METADATA * LIST\r\n@label=2 METADATA * SET a :c",
            "761 ann ann a * :b",
            "@label=1 BATCH +2 metadata :ann", "@batch=2 761 ann ann a * :b", "BATCH :-2",
            "@label=2 761 ann ann a * :c");
    }

    [Fact]
    public async Task Those_who_are_watched_are_seen_without_a_channel()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("METADATA * SET status :s");
        var bob = await server.ConnectIrcWithAsync(Capabilities, "bob");
        await bob.AsksAsync("METADATA * SUB status\r\nMONITOR + ann,nobody",
            "770 bob :status", "730 bob :ann!~ann@localhost", "731 bob :nobody",
            "BATCH +2 metadata :ann", "@batch=2 METADATA ann status * :s", "BATCH :-2");
        await ann.DoesAsync("METADATA * SET status :t\r\nAWAY :gone");
        await bob.HearsAsync("METADATA ann status * :t");
        await ann.DoesAsync("MODE ann +i");
        await ann.SendAsync("QUIT\r\n");
        await ann.ExpectEndAsync();
        await bob.HearsAsync("731 bob :ann");
        await server.ConnectLoggedInAsync("ann", "ann");
        await bob.ExpectEventuallyAsync(":parley.localhost 730 bob :ann!~ann@localhost\r\n");
        await bob.ExpectLinesAsync(":server BATCH +3 metadata :ann", "@batch=3 :server METADATA ann status * :t", ":server BATCH :-3");
    }

    [Fact]
    public async Task Whois_shows_what_people_can_read()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync(Capabilities, "ann");
        await ann.DoesAsync("METADATA * SET avatar :https://a.example/\r\nMETADATA * SET display-name :Ann A.");
        await ann.SendAsync("WHOIS ann\r\n");
        Assert.Equal(":parley.localhost 760 ann ann display-name * :Ann A.", Assert.Single(await ann.LinesAsync(), line => line.Contains(" 760 ", StringComparison.Ordinal)));
        var bob = await server.ConnectIrcAsync("bob");
        await bob.SendAsync("WHOIS ann\r\n");
        Assert.DoesNotContain(await bob.LinesAsync(), line => line.Contains(" 760 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Newcomers_say_it_before_they_come_and_find_it_when_they_have()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcWithAsync(Capabilities, "bob");
        await bob.DoesAsync("METADATA * SUB display-name\r\nMONITOR + ann");
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("METADATA * SET a :b", "451 * :You have not registered");
        await ann.AsksAsync($"""
            CAP REQ :{Capabilities}
            NICK ann
            METADATA * SET display-name :Ann
            METADATA * SET status :s
            METADATA * SET status
            METADATA * SET BAD :x
            METADATA ann SET a :b
            METADATA * GET display-name status
            METADATA * SYNC
            METADATA * SUB display-name
            """,
            $"CAP * ACK :{Capabilities}",
            "761 * * display-name * :Ann",
            "761 * * status * :s",
            "766 * * status :Key not set",
            "FAIL METADATA KEY_INVALID BAD :That is not a valid key",
            "FAIL METADATA INVALID_TARGET ann :There is no such target",
            "BATCH +1 metadata :*", "@batch=1 761 * * display-name * :Ann", "@batch=1 766 * * status :Key not set", "BATCH :-1",
            "BATCH +2 metadata :*", "BATCH :-2",
            "770 * :display-name");
        await ann.SendAsync("USER ann 0 * :Ann\r\nCAP END\r\n");
        Assert.DoesNotContain(" METADATA ", await ann.ExpectEventuallyAsync(" :MOTD File is missing\r\n"), StringComparison.Ordinal);
        await ann.HearsAsync("BATCH +3 metadata :ann", "@batch=3 METADATA ann display-name * :Ann", "BATCH :-3");
        await bob.ExpectEventuallyAsync("METADATA ann display-name * :Ann\r\n");
    }

    [Fact]
    public async Task Who_asks_for_the_capability_later_finds_their_own()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.AsksAsync("METADATA * SET avatar :a\r\nMETADATA * LIST\r\nCAP REQ draft/metadata-2",
            "761 ann ann avatar * :a", "761 ann ann avatar * :a", "CAP ann ACK :draft/metadata-2", "METADATA ann avatar * :a");
        await ann.AsksAsync("CAP REQ batch\r\nCAP REQ draft/metadata-2", "CAP ann ACK :batch", "CAP ann ACK :draft/metadata-2");
    }

    [Fact]
    public async Task One_device_says_it_and_the_others_learn()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("CAP REQ :draft/metadata-2 batch\r\nMETADATA * SUB avatar");
        var (phone, _) = await server.ConnectLoggedInAsync("ann", "ann");
        await phone.AsksAsync("METADATA * SET avatar :a", "761 ann ann avatar * :a");
        await ann.HearsAsync("METADATA ann avatar * :a");
    }
}
