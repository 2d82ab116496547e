using System.Security.Cryptography;
using System.Text;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class AuthenticateCommandTests
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Plain_logs_in_before_registration_and_gives_the_nick()
    {
        await using var server = await WithAnnAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("CAP REQ :nothing\r\nNICK ann\r\nUSER ann 0 * :Ann\r\nAUTHENTICATE PLAIN", "CAP * NAK :nothing", "AUTHENTICATE :+");
        await ann.AsksAsync($"AUTHENTICATE {Plain("ann", Password)}",
            "900 * ann!~ann@* ann :You are now logged in as ann", "903 * :SASL authentication successful");
        await ann.SendAsync("CAP END\r\n");
        await ann.ExpectEventuallyAsync(" 001 ann :");
        await ann.LinesAsync();
        await ann.SendAsync("WHOIS ann\r\n");
        await ann.ExpectEventuallyAsync(":parley.localhost 330 ann ann ann :is logged in as\r\n:parley.localhost 307 ann ann :has identified for this nick\r\n");
    }

    [Fact]
    public async Task A_wrong_password_and_an_account_that_is_not_there_are_answered_alike()
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        foreach (var (account, password) in new[] { ("ann", "wrong"), ("zed", Password), ("no name", ""), ("ann", "") })
            await eve.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {Plain(account, password)}", "AUTHENTICATE :+", "904 * :SASL authentication failed");
    }

    [Fact]
    public async Task What_is_no_message_of_plain_fails()
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        foreach (var message in new[] { "+", "%%%%", Base64("ann"), Base64("ann\0ann"), Base64($"bob\0ann\0{Password}"), Base64($"\0ann\0{Password}\0") })
            await eve.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {message}", "AUTHENTICATE :+", "904 * :SASL authentication failed");
    }

    [Fact]
    public async Task An_unknown_mechanism_is_answered_by_those_there_are()
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        await eve.AsksAsync("AUTHENTICATE FOO\r\nAUTHENTICATE",
            "908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms", "904 * :SASL authentication failed", "461 * AUTHENTICATE :Not enough parameters");
    }

    [Fact]
    public async Task A_long_message_comes_in_pieces_and_a_longer_one_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var password = string.Concat(Enumerable.Repeat("bar", 97));
        var ann = await server.ConnectIrcAsync("foo");
        await ann.DoesAsync($"REGISTER * * {password}");
        var again = server.Connect(TestServer.Irc);
        var exact = Base64($"foo\0foo\0{password}");
        Assert.Equal(400, exact.Length);
        await again.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {exact}\r\nAUTHENTICATE +",
            "AUTHENTICATE :+", "900 * *!*@* foo :You are now logged in as foo", "903 * :SASL authentication successful");

        var piece = new string('A', 400);
        await again.AsksAsync($"AUTHENTICATE PLAIN\r\n{string.Concat(Enumerable.Repeat($"AUTHENTICATE {piece}\r\n", 4))}AUTHENTICATE AAAA",
            "AUTHENTICATE :+", "905 * :SASL message too long");
        await again.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {piece}A", "AUTHENTICATE :+", "905 * :SASL message too long");
    }

    [Fact]
    public async Task An_attempt_can_be_given_up_and_does_not_outlive_registration()
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        await eve.AsksAsync("AUTHENTICATE PLAIN\r\nAUTHENTICATE *\r\nAUTHENTICATE *", "AUTHENTICATE :+", "906 * :SASL authentication aborted", "906 * :SASL authentication aborted");
        await eve.AsksAsync("CAP LS\r\nNICK eve\r\nUSER eve 0 * :Eve\r\nAUTHENTICATE SCRAM-SHA-256", [.. await CapLsAsync(server), "AUTHENTICATE :+"]);
        await eve.SendAsync("CAP END\r\n");
        await eve.ExpectEventuallyAsync(":parley.localhost 906 * :SASL authentication aborted\r\n:parley.localhost 001 eve :");
        await eve.LinesAsync();
        await eve.AsksAsync("AUTHENTICATE *", "906 eve :SASL authentication aborted");
    }

    [Fact]
    public async Task Scram_proves_the_password_without_saying_it()
    {
        await using var server = await WithAnnAsync();
        var ann = server.Connect(TestServer.Irc);
        var final = await ScramAsync(ann, "ann", Password);
        await ann.SendAsync("AUTHENTICATE +\r\n");
        await ann.ExpectAsync(":parley.localhost 900 * *!*@* ann :You are now logged in as ann\r\n:parley.localhost 903 * :SASL authentication successful\r\n");
        Assert.StartsWith("v=", final, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scram_looks_the_same_for_an_account_that_is_not_there()
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        Assert.Null(await ScramAsync(eve, "zed", Password));
        Assert.Null(await ScramAsync(eve, "ann", "wrong"));
    }

    [Theory]
    [InlineData("p=tls-unique,,n=ann,r=abc")]
    [InlineData("n,,n=ann")]
    [InlineData("n,,n=ann,r=")]
    [InlineData("n,,n=a=n,r=abc")]
    [InlineData("n,a=bob,n=ann,r=abc")]
    [InlineData("")]
    public async Task A_scram_exchange_that_begins_wrongly_fails(string first)
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        await eve.AsksAsync($"AUTHENTICATE SCRAM-SHA-256\r\nAUTHENTICATE {(first.Length == 0 ? "+" : Base64(first))}",
            "AUTHENTICATE :+", "904 * :SASL authentication failed");
    }

    [Theory]
    [InlineData("c=biws,r=another,p=AAAA")]
    [InlineData("c=AAAA,r=NONCE,p=AAAA")]
    [InlineData("c=biws,r=NONCE")]
    [InlineData("c=biws,r=NONCE,p=%%%%")]
    [InlineData("c=biws,r=NONCE,p=AAAA")]
    [InlineData("x")]
    public async Task A_scram_exchange_that_ends_wrongly_fails(string final)
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        var challenge = await BeginScramAsync(eve, "ann");
        await eve.AsksAsync($"AUTHENTICATE {Base64(final.Replace("NONCE", challenge.Nonce, StringComparison.Ordinal))}", "904 * :SASL authentication failed");
    }

    [Fact]
    public async Task Whoever_is_registered_can_log_in_too()
    {
        await using var server = await WithAnnAsync();
        var eve = await server.ConnectIrcAsync("eve");
        var login = $"AUTHENTICATE PLAIN\r\nAUTHENTICATE {Plain("ann", Password)}";
        await eve.AsksAsync(login, "AUTHENTICATE :+", "900 eve eve!~eve@localhost ann :You are now logged in as ann", "903 eve :SASL authentication successful");
        await eve.AsksAsync(login, "AUTHENTICATE :+", "900 eve eve!~eve@localhost ann :You are now logged in as ann", "903 eve :SASL authentication successful");
    }

    [Fact]
    public async Task Whoever_does_not_log_in_is_called_otherwise()
    {
        await using var server = await WithAnnAsync();
        var eve = server.Connect(TestServer.Irc);
        await eve.AsksAsync("NICK ann", "433 * ann :Nickname belongs to the account ann; its owner can log in");
        await eve.AsksAsync("CAP REQ :sasl\r\nNICK ann\r\nUSER eve 0 * :Eve\r\nCAP END",
            "CAP * ACK :sasl", "433 * ann :Nickname belongs to the account ann; its owner can log in");
        await eve.SendAsync("NICK eve\r\n");
        await eve.ExpectEventuallyAsync(" 001 eve :");
    }

    [Fact]
    public async Task Who_guesses_is_slowed_down()
    {
        const string Refused = "904 * :SASL authentication failed: too many attempts lately; try again in a minute";
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            options =>
            {
                options.LimitLoopback = true;
                options.FailedLoginsPerAddressMax = 2;
            },
            time);
        var eve = server.Connect(TestServer.Irc);
        var guess = $"AUTHENTICATE PLAIN\r\nAUTHENTICATE {Plain("ann", "guess")}";
        for (var i = 0; i < 2; i++) await eve.AsksAsync(guess, "AUTHENTICATE :+", "904 * :SASL authentication failed");
        await eve.AsksAsync(guess, "AUTHENTICATE :+", Refused);
        await eve.AsksAsync($"AUTHENTICATE SCRAM-SHA-256\r\nAUTHENTICATE {Base64("n,,n=ann,r=abc")}", "AUTHENTICATE :+", Refused);

        time.Advance(TimeSpan.FromSeconds(9.9));
        await eve.AsksAsync(guess, "AUTHENTICATE :+", Refused);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await eve.AsksAsync(guess, "AUTHENTICATE :+", "904 * :SASL authentication failed");
        await eve.AsksAsync(guess, "AUTHENTICATE :+", Refused);
    }

    [Fact]
    public async Task One_account_is_guarded_against_many_who_guess()
    {
        await using var server = await TestServer.StartAsync(options => options.FailedLoginsPerAccountMax = 1, new ManualTime());
        var eve = server.Connect(TestServer.Irc);
        await eve.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {Plain("ann", "guess")}", "AUTHENTICATE :+", "904 * :SASL authentication failed");
        await eve.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {Plain("ANN", "guess")}",
            "AUTHENTICATE :+", "904 * :SASL authentication failed: too many attempts lately; try again in a minute");
        await eve.AsksAsync($"AUTHENTICATE PLAIN\r\nAUTHENTICATE {Plain("bob", "guess")}", "AUTHENTICATE :+", "904 * :SASL authentication failed");
    }

    /// <summary>A server on which somebody had registered <c>ann</c>, and has left.</summary>
    private static async Task<TestServer> WithAnnAsync()
    {
        var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync($"REGISTER * * :{Password}",
            "900 ann ann!~ann@localhost ann :You are now logged in as ann", "REGISTER SUCCESS ann :Account successfully registered");
        await ann.SendAsync("QUIT\r\n");
        await ann.ExpectEndAsync();
        return server;
    }

    private static async Task<string[]> CapLsAsync(TestServer server)
    {
        var other = server.Connect(TestServer.Irc);
        await other.SendAsync("CAP LS\r\n");
        return [.. (await other.LinesAsync()).Select(line => line[":parley.localhost ".Length..])];
    }

    private static async Task<(string Nonce, string Said, byte[] Salt, int Iterations)> BeginScramAsync(TestClient client, string account)
    {
        var first = $"n={account},r=client";
        await client.AsksAsync("AUTHENTICATE SCRAM-SHA-256", "AUTHENTICATE :+");
        var challenge = await AnswerAsync(client, $"n,,{first}");
        var parts = challenge.Split(',');
        Assert.StartsWith("r=client", parts[0], StringComparison.Ordinal);
        return (parts[0][2..], $"{first},{challenge}", Convert.FromBase64String(parts[1][2..]), int.Parse(parts[2][2..], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A client of the specification; the result is the server's proof, which it has checked, or null when it was refused.</summary>
    private static async Task<string?> ScramAsync(TestClient client, string account, string password)
    {
        var (nonce, said, salt, iterations) = await BeginScramAsync(client, account);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var authMessage = Encoding.UTF8.GetBytes($"{said},c=biws,r={nonce}");
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), authMessage);
        for (var i = 0; i < proof.Length; i++) proof[i] ^= clientKey[i];

        await client.SendAsync($"AUTHENTICATE {Base64($"c=biws,r={nonce},p={Convert.ToBase64String(proof)}")}\r\n");
        var line = Assert.Single(await client.LinesAsync());
        if (line == ":parley.localhost 904 * :SASL authentication failed") return null;
        var final = Decode(line);
        Assert.Equal($"v={Convert.ToBase64String(HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), authMessage))}", final);
        return final;
    }

    private static async Task<string> AnswerAsync(TestClient client, string message)
    {
        await client.SendAsync($"AUTHENTICATE {Base64(message)}\r\n");
        return Decode(Assert.Single(await client.LinesAsync()));
    }

    private static string Decode(string line) => Encoding.UTF8.GetString(Convert.FromBase64String(line[":parley.localhost AUTHENTICATE :".Length..]));

    private static string Plain(string account, string password) => Base64($"\0{account}\0{password}");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
