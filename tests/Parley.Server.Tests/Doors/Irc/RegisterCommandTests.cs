using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class RegisterCommandTests
{
    [Fact]
    public async Task It_makes_an_account_of_the_nick_or_of_another_name()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("REGISTER * ann@example.org :correct horse",
            "900 ann ann!~ann@localhost ann :You are now logged in as ann", "REGISTER SUCCESS ann :Account successfully registered");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("REGISTER bobby * :correct horse",
            "900 bob bob!~bob@localhost bobby :You are now logged in as bobby", "REGISTER SUCCESS bobby :Account successfully registered");
    }

    [Fact]
    public async Task The_nick_just_taken_is_the_one_that_gets_the_account()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("NICK rob\r\nREGISTER * * :correct horse", ":bob!~bob@localhost NICK :rob",
            "900 rob rob!~bob@localhost rob :You are now logged in as rob", "REGISTER SUCCESS rob :Account successfully registered");
    }

    [Fact]
    public async Task What_cannot_be_is_refused_as_the_specification_says()
    {
        await using var server = await TestServer.StartAsync(options => options.PasswordLengthMin = 8);
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.AsksAsync("REGISTER other * :correct horse", "FAIL REGISTER ALREADY_AUTHENTICATED other :you are logged in as ann; log out first");
        var eve = await server.ConnectIrcAsync("eve");
        await eve.AsksAsync("REGISTER ANN * :correct horse", "FAIL REGISTER ACCOUNT_EXISTS ANN :there is, or was, an account ANN, or one that looks so");
        await eve.AsksAsync("REGISTER #x * :correct horse", "FAIL REGISTER BAD_ACCOUNT_NAME #x :'#x' cannot be the name of an account: what can be a nickname can");
        await eve.AsksAsync("REGISTER nickserv * :correct horse", "FAIL REGISTER BAD_ACCOUNT_NAME nickserv :the nickname nickserv is reserved");
        await eve.AsksAsync("REGISTER * * short", "FAIL REGISTER WEAK_PASSWORD eve :that is too easily guessed: at least 8 characters, and not the name of the account");
        await eve.AsksAsync($"REGISTER * * {new string('x', 301)}", "FAIL REGISTER UNACCEPTABLE_PASSWORD eve :that cannot be a password: up to 300 bytes, without control characters");
        await eve.AsksAsync("REGISTER *", "461 eve REGISTER :Not enough parameters");
    }

    [Fact]
    public async Task It_makes_one_before_there_is_anybody_who_is_then_logged_in()
    {
        await using var server = await TestServer.StartAsync();
        var eve = await server.ConnectIrcAsync("eve");
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("REGISTER * * :correct horse", "FAIL REGISTER NEED_NICK * :Say your nickname first");
        await ann.DoesAsync("CAP LS");
        await ann.AsksAsync("NICK eve\r\nREGISTER * * :correct horse", "FAIL REGISTER ACCOUNT_EXISTS eve :the nickname eve is taken");
        await ann.AsksAsync("NICK ann\r\nREGISTER * * short\r\nREGISTER * * :correct horse\r\nREGISTER other * :correct horse",
            "FAIL REGISTER WEAK_PASSWORD ann :that is too easily guessed: at least 8 characters, and not the name of the account",
            "900 * ann!*@* ann :You are now logged in as ann", "REGISTER SUCCESS ann :Account successfully registered",
            "FAIL REGISTER ALREADY_AUTHENTICATED ann :You are logged in as ann already");
        await ann.SendAsync("USER ann 0 * :Ann\r\nCAP END\r\n");
        await ann.ExpectEventuallyAsync(" 422 ");
        await ann.LinesAsync();
        await eve.SendAsync("WHOIS ann\r\n");
        Assert.Contains(":parley.localhost 330 eve ann ann :is logged in as", await eve.LinesAsync());
        await server.ConnectLoggedInAsync("ann", "somebody");
        await ann.AsksAsync("ISON somebody ann", "303 ann :ann");
    }

    [Fact]
    public async Task Strangers_who_have_to_know_a_password_connect_first()
    {
        await using var server = await TestServer.StartAsync(options => options.Password = "sesame");
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("NICK ann\r\nREGISTER * * :correct horse", "FAIL REGISTER COMPLETE_CONNECTION_REQUIRED * :Finish connecting first");
        await ann.SendAsync("CAP LS 302\r\n");
        Assert.Contains(await ann.LinesAsync(), line => line.Contains(" draft/account-registration=custom-account-name ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_address_registers_so_many()
    {
        await using var server = await TestServer.StartAsync(
            options =>
            {
                options.LimitLoopback = true;
                options.RegistrationsPerAddressMax = 1;
            },
            new ManualTime());
        await server.ConnectRegisteredAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await bob.AsksAsync("REGISTER * * :correct horse", "FAIL REGISTER TEMPORARILY_UNAVAILABLE bob :too many attempts lately; try again in a minute");
    }

    [Fact]
    public async Task There_is_nothing_to_verify()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("VERIFY ann 1234", "FAIL VERIFY INVALID_CODE ann :There is no registration to verify");
    }
}
