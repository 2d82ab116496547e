using Parley.Server.Doors.Irc.Services;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class NickServTests
{
    private const string From = ":NickServ!NickServ@parley.localhost NOTICE";

    [Fact]
    public async Task It_understands_what_people_type()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("PRIVMSG NickServ :register horse-battery ann@example.org",
            "900 ann ann!~ann@localhost ann :You are now logged in as ann",
            $"{From} ann :You have the account ann now, and are logged in. Keep the password well: it cannot be sent to you.");
        await ann.AsksAsync("NS LOGOUT",
            "901 ann ann!~ann@localhost :You are now logged out", ":ann NICK :guest-1", $"{From} guest-1 :You are logged out.");
        await ann.AsksAsync("NICKSERV IDENTIFY ann wrong", $"{From} guest-1 :that is not the name and the password of an account");
        await ann.AsksAsync("NICKSERV :identify ann horse-battery",
            "900 guest-1 guest-1!~ann@localhost ann :You are now logged in as ann", $"{From} guest-1 :You are logged in as ann.");
        await ann.AsksAsync("NICK ann", ":guest-1!~ann@localhost NICK :ann");
    }

    [Fact]
    public async Task Only_the_owner_of_an_account_is_called_so()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("NICK away");
        var eve = await server.ConnectIrcAsync("eve");
        await eve.AsksAsync("NICK ann", "433 eve ann :Nickname belongs to the account ann; its owner can log in");
        await eve.AsksAsync("NS GHOST ann", $"{From} eve :the nickname ann belongs to an account; its owner can log in");
    }

    [Fact]
    public async Task A_password_is_changed_by_whoever_knows_it()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("NS REGISTER horse-battery");
        await ann.AsksAsync("NS SET PASSWORD wrong staple-gun", $"{From} ann :that is not the name and the password of an account");
        await ann.AsksAsync("NS SET PASSWORD horse-battery short", $"{From} ann :that is too easily guessed: at least 8 characters, and not the name of the account");
        await ann.AsksAsync("NS SET PASSWORD horse-battery staple-gun", $"{From} ann :Your password is changed.");
        await ann.DoesAsync("NS LOGOUT");
        await ann.AsksAsync("NS IDENTIFY ann horse-battery", $"{From} guest-1 :that is not the name and the password of an account");
        await ann.AsksAsync("NS SET PASSWORD staple-gun staple-gun", $"{From} guest-1 :you are not logged in to an account");
        await ann.SendAsync("NS IDENTIFY ann staple-gun\r\n");
        await ann.ExpectEventuallyAsync($"{From} guest-1 :You are logged in as ann.\r\n");
    }

    [Fact]
    public async Task An_account_is_dropped_by_whoever_knows_its_password()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("NS REGISTER horse-battery");
        await ann.AsksAsync("NS DROP wrong", $"{From} ann :that is not the name and the password of an account");
        await ann.AsksAsync("NS DROP horse-battery", "901 ann ann!~ann@localhost :You are now logged out", $"{From} ann :Your account is removed.");
        await ann.AsksAsync("NS INFO ann", $"{From} ann :There is no account ann.");
        await ann.AsksAsync("NS REGISTER horse-battery", $"{From} ann :there is, or was, an account ann, or one that looks so");
    }

    [Fact]
    public async Task Certificates_are_added_listed_and_removed()
    {
        await using var server = await TestServer.StartAsync();
        var print = new string('a', 64);
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.AsksAsync("NS CERT", $"{From} ann :You have no certificates.");
        await ann.AsksAsync("NS CERT ADD", $"{From} ann :You are not connected with a certificate. Usage: CERT ADD <fingerprint>");
        await ann.AsksAsync("NS CERT ADD c0ffee", $"{From} ann :'c0ffee' is no fingerprint: 64 hexadecimal digits, the SHA-256 of a certificate");
        await ann.AsksAsync($"NS CERT ADD {print}", $"{From} ann :You can log in by that certificate from now on (SASL EXTERNAL).");
        await ann.AsksAsync("NS CERT LIST", $"{From} ann :{print}");
        await ann.AsksAsync($"NS CERT DEL {print}\r\nNS CERT DEL {print}", $"{From} ann :The certificate is removed.", $"{From} ann :your account has no certificate {print}");
    }

    [Fact]
    public async Task One_ends_ones_own_sessions()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectRegisteredAsync("ann");
        var (phone, _) = await server.ConnectLoggedInAsync("ann", "ann_");
        var listed = await SessionsAsync(ann);
        Assert.Equal(2, listed.Length);
        Assert.EndsWith(" (this one)", listed[0], StringComparison.Ordinal);
        await ann.AsksAsync("NS SESSIONS LOGOUT 999\r\nNS SESSIONS LOGOUT x",
            $"{From} ann :you have no other connection of that number", $"{From} ann :Usage: SESSIONS LOGOUT <number> | ALL");
        await ann.AsksAsync($"NS SESSIONS LOGOUT {listed[1]}", $"{From} ann :That connection is ended.");
        Assert.EndsWith("ERROR :Closing link: (ended by another session of yours)\r\n", await phone.ExpectEndAsync(), StringComparison.Ordinal);
        Assert.Single(await SessionsAsync(ann));
    }

    [Fact]
    public async Task Operators_reset_passwords_and_remove_accounts()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        await server.ConnectRegisteredAsync("ann");
        var root = await server.ConnectIrcAsync("root");
        await root.AsksAsync("NS RESETPASS ann staple-gun\r\nNS FDROP ann",
            $"{From} root :only the server's operators may do that", $"{From} root :only the server's operators may do that");
        await root.DoesAsync("OPER root secret");
        await root.AsksAsync("NS RESETPASS zed staple-gun\r\nNS RESETPASS ann staple-gun\r\nNS FDROP ann\r\nNS FDROP ann",
            $"{From} root :there is no account zed", $"{From} root :ann has another password now.",
            $"{From} root :The account ann is removed.", $"{From} root :there is no account ann");
    }

    [Fact]
    public async Task What_was_said_with_an_account_is_erased_by_its_owner_or_an_operator()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("NS REGISTER horse-battery");
        await ann.DoesAsync("JOIN #tea");
        var root = await server.ConnectIrcWithAsync("draft/chathistory", "root");
        await root.DoesAsync("JOIN #tea");
        await ann.DoesAsync("PRIVMSG #tea :swordfish");
        await ann.AsksAsync("NS ERASE wrong", $"{From} ann :that is not the name and the password of an account");
        await root.AsksAsync("CHATHISTORY LATEST #tea * 10", ":ann PRIVMSG #tea :swordfish", ":ann PRIVMSG #tea :swordfish");
        await ann.AsksAsync("NS ERASE horse-battery", $"{From} ann :All that you said with your account is erased.");
        await root.AsksAsync("CHATHISTORY LATEST #tea * 10");

        await ann.DoesAsync("PRIVMSG #tea :swordfish");
        await ann.DoesAsync("NS DROP horse-battery");
        await root.AsksAsync("NS FERASE ann", ":ann PRIVMSG #tea :swordfish", $"{From} root :only the server's operators may do that");
        await root.DoesAsync("OPER root secret");
        await root.AsksAsync("NS FERASE ann", $"{From} root :All that was said with the account ann is erased.");
        await root.AsksAsync("CHATHISTORY LATEST #tea * 10");
    }

    [Fact]
    public async Task Its_help_is_made_from_what_it_understands()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("PRIVMSG nickserv :help\r\n");
        var lines = await ann.LinesAsync();
        Assert.Equal(NickServ.Service.Words.Length + 1, lines.Length);
        await ann.AsksAsync("NS HELP ident", $"{From} ann :{NickServ.Service.Purpose}", $"{From} ann :IDENTIFY [<account>[@<device>]] <password>: log in");
        await ann.AsksAsync("NS FROB\r\nNS IDENTIFY\r\nNOTICE NickServ :HELP",
            $"{From} ann :There is no FROB; HELP lists what there is.", $"{From} ann :Usage: IDENTIFY [<account>[@<device>]] <password>");
    }

    private static async Task<string[]> SessionsAsync(TestClient client)
    {
        await client.SendAsync("NS SESSIONS\r\n");
        return [.. (await client.LinesAsync()).Select(line => line.Split(" :")[1])];
    }
}
