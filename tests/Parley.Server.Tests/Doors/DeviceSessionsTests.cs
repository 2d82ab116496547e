using System.Text;
using Parley.Server.Tests.Doors.Irc;
using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

/// <summary>Several devices of one account: each gets what it has missed, once, whoever else was there meanwhile.</summary>
public sealed class DeviceSessionsTests
{
    [Fact]
    public async Task A_device_that_was_cut_off_gets_what_it_missed_though_another_one_was_there()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await ConnectBobAsync(server);
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        var (phone, news) = await server.ConnectLoggedInAsync("ann@phone", "ann");
        Assert.Empty(Heard(news));
        var (laptop, _) = await server.ConnectLoggedInAsync("ann@Laptop", "ann");
        await ann.SendAsync("QUIT\r\n");
        await ann.ExpectEndAsync();

        await bob.DoesAsync("PRIVMSG #tea :one");
        Assert.Equal(["one"], Heard(await phone.LinesAsync()));
        await phone.Connection.CloseAsync();
        await bob.DoesAsync("PRIVMSG #tea :two\r\nPRIVMSG ann :three");
        await laptop.DoesAsync("PRIVMSG #tea :four\r\nAWAY :at lunch");
        var (phoneAgain, missed) = await server.ConnectLoggedInAsync("ann@PHONE", "ann");
        Assert.Equal(["two", "three", "four"], Heard(missed));
        await bob.DoesAsync("PRIVMSG #tea :five");
        Assert.Equal(["five"], Heard(await phoneAgain.LinesAsync()));
        Assert.Equal(["five"], Heard(await laptop.LinesAsync()).TakeLast(1));

        await phoneAgain.DoesAsync("PRIVMSG #tea :six");
        await phoneAgain.Connection.CloseAsync();
        var (_, nothing) = await server.ConnectLoggedInAsync("ann@phone", "ann");
        Assert.Empty(Heard(nothing));
    }

    [Fact]
    public async Task It_is_the_same_through_the_plain_door_and_after_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await StartAsync(directory))
        {
            var bob = await ConnectBobAsync(server);
            var ann = await server.ConnectRegisteredAsync("ann");
            await ann.DoesAsync("JOIN #tea\r\nNS SET ALWAYS-ON on");
            var phone = await LogInPlainAsync(server, "ann@phone");
            await bob.DoesAsync("PRIVMSG #tea :one");
            await phone.ExpectEventuallyAsync("<bob> one\n");
            await phone.SendAsync("/quit\n");
            await phone.ExpectEndAsync();
            await bob.DoesAsync("PRIVMSG #tea :two\r\nPRIVMSG #tea :three");
        }

        await using var again = await StartAsync(directory);
        var carol = await again.ConnectIrcAsync("carol");
        await carol.DoesAsync("JOIN #tea\r\nPRIVMSG #tea :four");
        var back = await LogInPlainAsync(again, "ann@phone");
        await back.ExpectEventuallyAsync("*** what was said while you were not connected:\n");
        var said = await back.ExpectEventuallyAsync("<carol> four\n");
        Assert.Equal(["two", "three"], Heard(said.Split('\n')[..^1]));
        var other = await LogInPlainAsync(again, "ann@phone");
        await other.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_client_that_asks_for_history_itself_is_shown_nothing_that_it_did_not_ask_for()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await ConnectBobAsync(server);
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.SendAsync("JOIN #tea\r\nNS SET ALWAYS-ON on\r\nQUIT\r\n");
        await ann.ExpectEndAsync();
        await bob.DoesAsync("PRIVMSG #tea :one");
        var client = server.Connect(TestServer.Irc);
        await client.SendAsync($"CAP REQ :draft/chathistory\r\nNICK ann\r\nUSER ann@phone 0 * :ann\r\nAUTHENTICATE PLAIN\r\nAUTHENTICATE {Proof("ann")}\r\nCAP END\r\n");
        await client.ExpectEventuallyAsync(" 422 ");
        Assert.Empty(Heard(await client.LinesAsync()));
        await bob.DoesAsync("PRIVMSG #tea :two");
        Assert.Equal(["two"], Heard(await client.LinesAsync()));
        await client.SendAsync("CHATHISTORY LATEST #tea * 10\r\n");
        Assert.Equal(["one", "two"], Heard(await client.LinesAsync()));
    }

    [Fact]
    public async Task A_device_may_be_named_as_the_user_name_and_is_listed()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        var phone = server.Connect(TestServer.Irc);
        await phone.SendAsync($"CAP LS\r\nNICK ann\r\nUSER ann@phone 0 * :ann\r\nAUTHENTICATE PLAIN\r\nAUTHENTICATE {Proof("ann")}\r\nCAP END\r\n");
        await phone.ExpectEventuallyAsync(" 422 ");
        await ann.SendAsync("NS SESSIONS\r\n");
        Assert.Matches("^1 \\(this one\\)\\|2 phone$", string.Join('|', (await ann.LinesAsync()).Select(line => line.Split(" :")[^1])));
    }

    [Fact]
    public async Task More_than_can_be_shown_at_once_is_said_to_be_more()
    {
        await using var server = await TestServer.StartAsync(options => options.SendQueueBytesMax = 16 * 1024);
        var bob = await ConnectBobAsync(server);
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        var (phone, _) = await server.ConnectLoggedInAsync("ann@phone", "ann");
        await phone.Connection.CloseAsync();
        for (var number = 1; number <= 100; number++) await bob.DoesAsync($"PRIVMSG #tea :{number}");
        var (_, missed) = await server.ConnectLoggedInAsync("ann@phone", "ann");
        Assert.Contains(":parley.localhost NOTICE ann :More was said while you were not connected than is shown here.", missed);
        var heard = Heard(missed);
        Assert.InRange(heard.Length, 10, 99);
        Assert.Equal(Enumerable.Range(101 - heard.Length, heard.Length).Select(number => $"{number}"), heard);
    }

    private static async Task<TestClient> ConnectBobAsync(TestServer server)
    {
        var bob = await server.ConnectRegisteredAsync("bob");
        await bob.DoesAsync("JOIN #tea");
        return bob;
    }

    private static async Task<TestClient> LogInPlainAsync(TestServer server, string name)
    {
        var client = server.Connect(TestServer.Plain);
        await client.SendAsync($"/login {name} {AccountTranscript.Password}\n");
        await client.ExpectEventuallyAsync("*** in #tea: ");
        await client.ExpectEventuallyAsync("\n");
        return client;
    }

    private static string Proof(string account) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account}\0{AccountTranscript.Password}"));

    /// <summary>What was said, of all that has come.</summary>
    private static string[] Heard(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Contains(" PRIVMSG ", StringComparison.Ordinal) || line.Contains("Z] ", StringComparison.Ordinal)).Select(line => line.Split([" :", "> "], 2, StringSplitOptions.None)[^1])];

    private static Task<TestServer> StartAsync(TemporaryDirectory directory) => TestServer.StartAsync(options => options.Data = directory.Path);
}
