using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class ChanServTests
{
    private const string From = ":ChanServ!ChanServ@parley.localhost NOTICE";

    [Fact]
    public async Task A_channel_is_made_ones_own_and_given_away()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        var bob = await server.ConnectRegisteredAsync("bob");
        await ann.DoesAsync("JOIN #tea");
        await bob.DoesAsync("JOIN #tea");
        await ann.LinesAsync();
        await bob.AsksAsync("CS REGISTER #tea\r\nCS DROP #tea\r\nCS INFO #none",
            $"{From} bob :you need to be operator in #tea for that", $"{From} bob :#tea belongs to nobody", $"{From} bob :there is no room #none");
        await ann.AsksAsync("PRIVMSG ChanServ :register #tea", ":ann MODE #tea +rq :ann", $"{From} ann :#tea is yours.");
        await bob.HearsAsync(":ann MODE #tea +rq :ann");
        await bob.AsksAsync("CS TRANSFER #tea bob", $"{From} bob :you need to be founder in #tea for that");
        await ann.AsksAsync("CS TRANSFER #tea bob", ":ann MODE #tea -q :ann", ":ann MODE #tea +q :bob", $"{From} ann :#tea belongs to bob now.");
        await bob.LinesAsync();
        await bob.AsksAsync("CS DROP #tea", ":bob MODE #tea :-r", $"{From} bob :#tea is nobody's now.");
    }

    [Fact]
    public async Task Roles_last()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        var bob = await server.ConnectRegisteredAsync("bob");
        await ann.DoesAsync("JOIN #tea\r\nCS REGISTER #tea");
        await ann.AsksAsync("CS AOP #tea FROB bob\r\nCS AMODE #tea +x bob\r\nCS AMODE #tea +q bob\r\nCS AOP #tea ADD zed",
            $"{From} ann :Usage: AOP <channel> ADD | DEL <account>", $"{From} ann :Usage: AMODE <channel> [<+ or ->{{a | o | h | v}} <account>]",
            $"{From} ann :Usage: AMODE <channel> [<+ or ->{{a | o | h | v}} <account>]", $"{From} ann :there is no account zed");
        await ann.AsksAsync("CS AOP #tea ADD bob\r\nCS AMODE #tea",
            $"{From} ann :bob is operator in #tea from now on.", $"{From} ann :ann: founder", $"{From} ann :bob: operator");
        await bob.SendAsync("JOIN #tea\r\n");
        await bob.ExpectEventuallyAsync("353 bob = #tea :~ann @bob\r\n");
        await ann.DoesAsync("MODE #tea -o bob");
        await bob.LinesAsync();
        await bob.AsksAsync("CS UP #tea", ":bob MODE #tea +o :bob", $"{From} bob :You have your roles in #tea.");
        await ann.LinesAsync();
        await ann.AsksAsync("CS AMODE #tea -o bob", ":ann MODE #tea -o :bob", $"{From} ann :bob is member in #tea from now on.");
    }

    [Fact]
    public async Task A_channel_that_is_somebodys_keeps_what_was_arranged_through_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await TestServer.StartAsync(options => options.Data = directory.Path))
        {
            var ann = await server.ConnectRegisteredAsync("ann");
            await ann.DoesAsync("JOIN #tea\r\nCS REGISTER #tea\r\nMODE #tea +ks sesame\r\nMODE #tea +b eve\r\nTOPIC #tea :Earl Grey");
        }

        await using var again = await TestServer.StartAsync(options => options.Data = directory.Path);
        var bob = await again.ConnectIrcAsync("bob");
        await bob.AsksAsync("JOIN #tea\r\nMODE #tea\r\nCS INFO #tea",
            "475 bob #tea :Cannot join channel (+k)", "403 bob #tea :No such channel", $"{From} bob :there is no room #tea");
        var (back, _) = await again.ConnectLoggedInAsync("ann", "ann");
        await back.SendAsync("JOIN #tea\r\n");
        await back.ExpectEventuallyAsync(" 332 ann #tea :Earl Grey\r\n");
        await back.ExpectEventuallyAsync(" 353 ann @ #tea :~ann\r\n");
        await back.LinesAsync();
        await back.SendAsync("MODE #tea\r\nMODE #tea b\r\n");
        await back.ExpectEventuallyAsync(" 324 ann #tea +knrst :sesame\r\n");
        await back.ExpectEventuallyAsync(" 367 ann #tea eve!*@* ann ");
    }
}
