using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData("NICK ann\r\nUSER ann 0 * :Ann")]
    [InlineData("USER ann 0 * :Ann\r\nNICK ann")]
    public async Task Whoever_has_said_nick_and_user_is_greeted(string lines)
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync(lines + "\r\n");
        var received = await ann.LinesAsync();
        Assert.Equal(
            ["001", "002", "003", "004", "005", "005", "005", "251", "252", "253", "254", "255", "265", "266", "422"],
            received.Select(line => line.Split(' ')[1]));
        Assert.All(received, line => Assert.StartsWith(":parley.localhost ", line, StringComparison.Ordinal));
        Assert.All(received, line => Assert.Equal("ann", line.Split(' ')[2]));
        Assert.Equal(":parley.localhost 001 ann :Welcome to the Parley network, ann!~ann@localhost", received[0]);
        Assert.Equal(":parley.localhost 003 ann :This server was started 2026-01-01 12:00:00 UTC", received[2]);
        Assert.EndsWith(" BRiow CHIMRabefhiklmnoqrstv :HIabefhkloqv", received[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_advertised_is_what_there_is()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("NICK ann\r\nUSER ann 0 * :Ann\r\n");
        var received = await ann.LinesAsync();
        var tokens = received.Where(line => line.Split(' ')[1] == "005").SelectMany(line => line[..line.IndexOf(" :", StringComparison.Ordinal)].Split(' ')[3..]).ToArray();
        foreach (var token in (string[])[
            "CASEMAPPING=ascii", "CHANLIMIT=#:100", "CHANMODES=beI,k,fHl,CMRimnrst", "CHANNELLEN=64", "CHANTYPES=#", "ELIST=CMNTU", "EXCEPTS=e",
            "INVEX=I", "KEYLEN=32", "MAXLIST=b:100,e:100,I:100", "MODES=6", "NETWORK=Parley", "NICKLEN=32", "PREFIX=(qaohv)~&@%+", "STATUSMSG=~&@%+",
            "TOPICLEN=390", "UTF8ONLY", "WHOX"])
            Assert.Contains(token, tokens);
        Assert.Contains(tokens, token => token.StartsWith("TARGMAX=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_that_only_what_leads_to_it_is_answered()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync(
            """
            JOIN #tea
            PRIVMSG ann :hello
            NONSENSE
            PING
            PING token
            """,
            "451 * :You have not registered",
            "451 * :You have not registered",
            "451 * :You have not registered",
            "461 * PING :Not enough parameters",
            "PONG parley.localhost :token");
    }

    [Theory]
    [InlineData("NICK ann\nUSER bob 0 * :Bob", "433 * ann :Nickname is already in use")]
    [InlineData("USER bob 0 * :Bob\nNICK ann", "433 * ann :Nickname is already in use")]
    [InlineData("NICK ann\nUSER bob\nUSER bob 0 * :Bob", "433 * ann :Nickname is already in use", "461 * USER :Not enough parameters")]
    [InlineData("NICK ann\nNICK *\nUSER bob 0 * :Bob", "433 * ann :Nickname is already in use", "432 * * :Erroneous nickname")]
    [InlineData("NICK ann\nNONSENSE\nUSER bob 0 * :Bob", "433 * ann :Nickname is already in use", "451 * :You have not registered")]
    [InlineData("CAP REQ :batch\nNICK ann\nUSER bob 0 * :Bob\nCAP END", "CAP * ACK :batch", "433 * ann :Nickname is already in use")]
    public async Task A_nick_that_cannot_be_had_is_refused_once_and_in_its_place(string lines, params string[] answers)
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectIrcAsync("ann");
        var bob = server.Connect(TestServer.Irc);
        await bob.AsksAsync(lines, answers);
        await bob.SendAsync("NICK bob\r\n");
        Assert.Equal(":parley.localhost 001 bob :Welcome to the Parley network, bob!~bob@localhost", (await bob.LinesAsync())[0]);
    }

    [Fact]
    public async Task A_nick_that_cannot_be_had_is_refused_though_nothing_follows()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectIrcAsync("ann");
        var bob = server.Connect(TestServer.Irc);
        await bob.SendAsync("NICK ann\r\n");
        await bob.ExpectAsync(":parley.localhost 433 * ann :Nickname is already in use\r\n");
        await bob.SendAsync("USER bob 0 * :Bob\r\nNICK bob\r\n");
        await bob.ExpectAsync(":parley.localhost 001 bob :Welcome to the Parley network, bob!~bob@localhost\r\n");
    }

    [Fact]
    public async Task Two_who_want_one_nick_do_not_both_get_it()
    {
        await using var server = await TestServer.StartAsync();
        var (one, two) = (server.Connect(TestServer.Irc), server.Connect(TestServer.Irc));
        await one.AsksAsync("NICK foo");
        await two.AsksAsync("NICK foo");
        await one.DoesAsync("USER one 0 * :One");
        await two.AsksAsync("USER two 0 * :Two", "433 * foo :Nickname is already in use");
        await two.SendAsync("NICK bar\r\n");
        await two.ExpectEventuallyAsync(" 001 bar :");
    }

    [Fact]
    public async Task Whoever_does_not_get_ready_in_time_is_sent_away_however_busy()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var (idle, busy, ann) = (server.Connect(TestServer.Irc), server.Connect(TestServer.Irc), await server.ConnectIrcAsync("ann"));
        await busy.AsksAsync("NICK busy");
        await time.WhenAwaitedAsync(TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromSeconds(59));
        await busy.AsksAsync("PING still", "PONG parley.localhost :still");
        await time.WhenAwaitedAsync(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ERROR :Closing link: (Registration timed out)\r\n", await idle.ExpectEndAsync());
        Assert.Equal("ERROR :Closing link: (Registration timed out)\r\n", await busy.ExpectEndAsync());
        await ann.HearsAsync();
    }
}
