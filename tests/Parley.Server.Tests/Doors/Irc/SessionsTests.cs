using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>One person, several sessions.</summary>
public sealed class SessionsTests
{
    [Fact]
    public async Task Another_device_shares_nick_and_rooms()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("JOIN #tea\r\nTOPIC #tea :Earl Grey");
        await bob.DoesAsync("JOIN #tea");
        await ann.LinesAsync();

        var (phone, lines) = await server.ConnectLoggedInAsync("ann", "ann");
        Assert.Equal(":ann!~ann@localhost JOIN :#tea", lines[0]);
        Assert.Equal(":parley.localhost 332 ann #tea :Earl Grey", lines[1]);
        Assert.Contains(":parley.localhost 353 ann = #tea :@ann bob", lines);
        await bob.HearsAsync();

        await bob.DoesAsync("PRIVMSG #tea :hi both\r\nPRIVMSG ann :psst");
        await ann.HearsAsync(":bob PRIVMSG #tea :hi both", ":bob PRIVMSG ann :psst");
        await phone.HearsAsync(":bob PRIVMSG #tea :hi both", ":bob PRIVMSG ann :psst");
    }

    [Fact]
    public async Task A_room_that_one_session_enters_is_shown_to_the_others()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        var (phone, _) = await server.ConnectLoggedInAsync("ann", "ann");
        await phone.DoesAsync("NICK annie\r\nJOIN #coffee");
        await ann.ExpectAsync(
            ":ann!~ann@localhost NICK :annie\r\n:annie!~ann@localhost JOIN :#coffee\r\n"
            + ":parley.localhost 353 annie = #coffee :@annie\r\n:parley.localhost 366 annie #coffee :End of /NAMES list\r\n");
        await phone.DoesAsync("PRIVMSG #coffee :from the train");
        await ann.HearsAsync(":annie!~ann@localhost PRIVMSG #coffee :from the train");
    }

    [Fact]
    public async Task A_person_leaves_with_the_last_session()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        await bob.DoesAsync("JOIN #tea");
        var (phone, _) = await server.ConnectLoggedInAsync("ann", "ann_");
        await ann.SendAsync("QUIT :to the train\r\n");
        Assert.EndsWith("ERROR :Closing link: (Client quit)\r\n", await ann.ExpectEndAsync(), StringComparison.Ordinal);
        await bob.HearsAsync();
        await phone.DoesAsync("PRIVMSG #tea :still here");
        await bob.HearsAsync(":ann PRIVMSG #tea :still here");
        await phone.SendAsync("QUIT :bye\r\n");
        await phone.ExpectEndAsync();
        await bob.HearsAsync(":ann QUIT :Quit: bye");
    }

    [Fact]
    public async Task A_guest_who_logs_in_becomes_who_is_here_already()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        var eve = await server.ConnectIrcAsync("ann_");
        await eve.DoesAsync("JOIN #coffee");
        var message = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"\0ann\0{AccountTranscript.Password}"));
        await eve.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {message}",
            "AUTHENTICATE :+",
            ":ann_ PART :#coffee",
            ":ann_ NICK :ann",
            "900 ann ann!~ann@localhost ann :You are now logged in as ann",
            ":ann!~ann@localhost JOIN :#tea",
            "353 ann = #tea :@ann",
            "366 ann #tea :End of /NAMES list",
            "903 ann :SASL authentication successful");
        await eve.AsksAsync("NAMES #coffee", "366 ann #coffee :End of /NAMES list");
    }

    [Fact]
    public async Task Who_is_always_on_stays_through_disconnection_and_restart()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await StartAsync(directory))
        {
            var bob = await server.ConnectIrcAsync("bob");
            var ann = await server.ConnectRegisteredAsync("ann");
            await ann.DoesAsync("JOIN #tea");
            await bob.DoesAsync("JOIN #tea");
            await ann.LinesAsync();
            await ann.AsksAsync("NS SET ALWAYS-ON maybe", ":NickServ!NickServ@parley.localhost NOTICE ann :Usage: SET ALWAYS-ON ON | OFF");
            await ann.AsksAsync("NS SET ALWAYS-ON on", ":NickServ!NickServ@parley.localhost NOTICE ann :You stay in your channels from now on, connected or not.");
            await ann.SendAsync("QUIT\r\n");
            await ann.ExpectEndAsync();
            await bob.HearsAsync();
        }

        await using var again = await StartAsync(directory);
        var eve = await again.ConnectIrcAsync("eve");
        await eve.DoesAsync("JOIN #tea");
        await eve.AsksAsync("NAMES #tea", "353 eve = #tea :@ann eve", "366 eve #tea :End of /NAMES list");
        var (_, lines) = await again.ConnectLoggedInAsync("ann", "x");
        Assert.Contains(":ann!~ann@localhost JOIN :#tea", lines);
        await eve.HearsAsync();
    }

    [Fact]
    public async Task Who_ran_the_server_and_comes_back_proves_it_again()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await TestServer.StartAsync(options =>
        {
            options.Data = directory.Path;
            IrcTranscript.WithOperator(options);
        }))
        {
            var ann = await server.ConnectRegisteredAsync("ann");
            await ann.DoesAsync("NS SET ALWAYS-ON on\r\nOPER root secret");
        }

        await using var again = await StartAsync(directory);
        await again.ConnectIrcAsync("bob");
        var (phone, lines) = await again.ConnectLoggedInAsync("ann", "ann");
        Assert.Contains(":parley.localhost MODE ann :+w", lines);
        await phone.AsksAsync("KILL bob :mine", "481 ann :Permission denied: you're not an IRC operator");
    }

    [Fact]
    public async Task Who_comes_back_gets_what_was_missed_once_and_in_order()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await StartAsync(directory))
        {
            var bob = await server.ConnectRegisteredAsync("bob");
            var ann = await server.ConnectRegisteredAsync("ann");
            await ann.DoesAsync("JOIN #tea\r\nNS SET ALWAYS-ON on");
            await bob.DoesAsync("JOIN #tea\r\nPRIVMSG #tea :seen\r\nPRIVMSG ann :seen too");
            await ann.LinesAsync();
            await ann.SendAsync("QUIT\r\n");
            await ann.ExpectEndAsync();
            await bob.DoesAsync("PRIVMSG #tea :one\r\nPRIVMSG ann :two\r\nPRIVMSG #tea :\u0001ACTION waits\u0001");
        }

        await using var again = await StartAsync(directory);
        var carol = await again.ConnectIrcAsync("carol");
        await carol.DoesAsync("JOIN #tea\r\nPRIVMSG #tea :three");
        var (phone, lines) = await again.ConnectLoggedInAsync("ann", "ann");
        Assert.Equal(
        [
            ":parley.localhost NOTICE ann :What was said while you were not connected:",
            ":bob!~bob@localhost PRIVMSG #tea :one",
            ":bob!~bob@localhost PRIVMSG ann :two",
            ":bob!~bob@localhost PRIVMSG #tea :\u0001ACTION waits\u0001",
            ":carol!~carol@localhost PRIVMSG #tea :three",
        ], lines.SkipWhile(line => !line.Contains(" NOTICE ", StringComparison.Ordinal)));
        var (laptop, others) = await again.ConnectLoggedInAsync("ann", "ann");
        Assert.DoesNotContain(others, line => line.Contains("PRIVMSG", StringComparison.Ordinal));
        await carol.DoesAsync("PRIVMSG #tea :four");
        await phone.HearsAsync(":carol PRIVMSG #tea :four");
        await laptop.HearsAsync(":carol PRIVMSG #tea :four");
    }

    private static Task<TestServer> StartAsync(TemporaryDirectory directory) =>
        TestServer.StartAsync(options => options.Data = directory.Path);
}
