using System.Net.Sockets;
using System.Net.WebSockets;
using Parley.Server.Doors;
using Parley.Server.Tests.Doors.Http;

namespace Parley.Server.Tests.Doors;

/// <summary>Whose word for a client's address is taken. On real connections, as it is about where they come from.</summary>
public sealed class GatewayTests
{
    private const string Elsewhere = "192.0.2.1";

    private static readonly string Hash = PasswordHash.Of("sesame");

    [Fact]
    public async Task A_trusted_proxy_says_where_a_connection_comes_from()
    {
        await using var server = await StartAsync("irc://127.0.0.1:0?proxy=on");
        using var client = new LineClient(server);
        await client.SendAsync("PROXY TCP4 192.0.2.1 192.0.2.2 56324 6667\r\nNICK ann\r\nUSER ann 0 * :ann\r\n");
        Assert.Contains($"ann!~ann@{Elsewhere}", await client.ExpectLineAsync(" 001 "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_header_such_a_door_lets_nobody_in()
    {
        await using var server = await StartAsync("irc://127.0.0.1:0?proxy=on");
        using var client = new LineClient(server);
        await client.SendAsync("NICK ann\r\nUSER ann 0 * :ann\r\n");
        Assert.Null(await client.ReadLineAsync());
    }

    [Fact]
    public async Task A_header_from_anybody_else_is_not_believed()
    {
        await using var server = await StartAsync("irc://127.0.0.1:0?proxy=on", trusted: "203.0.113.0/24");
        using var client = new LineClient(server);
        await client.SendAsync("PROXY TCP4 192.0.2.1 192.0.2.2 56324 6667\r\nNICK ann\r\nUSER ann 0 * :ann\r\n");
        Assert.Null(await client.ReadLineAsync());
    }

    [Fact]
    public async Task A_gateway_from_the_web_says_it_with_webirc()
    {
        await using var server = await StartAsync("irc://127.0.0.1:0");
        using var client = new LineClient(server);
        await client.SendAsync($"WEBIRC sesame gateway host.example {Elsewhere}\r\nNICK ann\r\nUSER ann 0 * :ann\r\n");
        Assert.Contains($"ann!~ann@{Elsewhere}", await client.ExpectLineAsync(" 001 "), StringComparison.Ordinal);
        await client.SendAsync($"WEBIRC sesame gateway host.example {Elsewhere}\r\n");
        Assert.Equal(":parley.localhost 462 ann :You may not reregister", await client.ExpectLineAsync(" 462 "));
    }

    [Theory]
    [InlineData("WEBIRC open gateway host.example 192.0.2.1", "127.0.0.1", "ERROR :Invalid WebIRC password")]
    [InlineData("WEBIRC sesame gateway host.example 192.0.2.1", "203.0.113.7", "ERROR :Invalid WebIRC password")]
    [InlineData("WEBIRC sesame gateway host.example nowhere", "127.0.0.1", "ERROR :Invalid WebIRC address")]
    [InlineData("WEBIRC sesame gateway", "127.0.0.1", ":parley.localhost 461 * WEBIRC :Not enough parameters")]
    public async Task Anybody_else_is_refused(string line, string trusted, string answer)
    {
        await using var server = await StartAsync("irc://127.0.0.1:0", trusted);
        using var client = new LineClient(server);
        await client.SendAsync(line + "\r\n");
        Assert.Equal(answer, await client.ReadLineAsync());
    }

    [Fact]
    public async Task Those_whom_a_gateway_brings_have_the_limits_of_their_address()
    {
        await using var server = await StartAsync("irc://127.0.0.1:0", set: options => options.ConnectionsPerAddressMax = 1);
        using var first = new LineClient(server);
        await first.SendAsync($"WEBIRC sesame gateway host.example {Elsewhere}\r\nNICK ann\r\nUSER ann 0 * :ann\r\n");
        await first.ExpectLineAsync(" 001 ");
        using var second = new LineClient(server);
        await second.SendAsync($"WEBIRC sesame gateway host.example {Elsewhere}\r\n");
        Assert.Equal("ERROR :too many connections from your address", await second.ReadLineAsync());
        using var third = new LineClient(server);
        await third.SendAsync("WEBIRC sesame gateway host.example 192.0.2.2\r\nNICK bob\r\nUSER bob 0 * :bob\r\n");
        await third.ExpectLineAsync(" 001 ");
    }

    [Fact]
    public async Task A_proxy_of_http_says_it_with_x_forwarded_for()
    {
        await using var server = await StartAsync("http://127.0.0.1:0");
        using var client = await WebSocketClient.ConnectAsync(server, options => options.SetRequestHeader("X-Forwarded-For", Elsewhere));
        await client.SendAsync("NICK ann");
        await client.SendAsync("USER ann 0 * :ann");
        Assert.Equal($":parley.localhost 001 ann :Welcome to the Parley network, ann!~ann@{Elsewhere}", (await client.ReceiveAsync())!.Value.Text);
    }

    [Fact]
    public async Task Those_whom_a_proxy_of_http_brings_have_the_limits_of_their_address()
    {
        await using var server = await StartAsync("http://127.0.0.1:0", set: options => (options.ConnectionsPerAddressMax, options.LimitLoopback) = (1, true));
        using var first = await BringAsync(server, Elsewhere);
        Assert.Contains("429", (await Assert.ThrowsAsync<WebSocketException>(() => BringAsync(server, Elsewhere))).Message, StringComparison.Ordinal);
        using var other = await BringAsync(server, "192.0.2.2");
        await other.ArriveAsync("bob");

        static Task<WebSocketClient> BringAsync(ChatServer server, string client) =>
            WebSocketClient.ConnectAsync(server, options => options.SetRequestHeader("X-Forwarded-For", client));
    }

    [Fact]
    public async Task From_anybody_else_that_header_means_nothing()
    {
        await using var server = await StartAsync("http://127.0.0.1:0", trusted: "203.0.113.7");
        using var client = await WebSocketClient.ConnectAsync(server, options => options.SetRequestHeader("X-Forwarded-For", Elsewhere));
        await client.SendAsync("NICK ann");
        await client.SendAsync("USER ann 0 * :ann");
        Assert.Equal(":parley.localhost 001 ann :Welcome to the Parley network, ann!~ann@localhost", (await client.ReceiveAsync())!.Value.Text);
    }

    [Fact]
    public async Task Whose_word_is_taken_changes_with_the_settings()
    {
        var arrivals = 0;
        await using var proxied = await StartAsync("irc://127.0.0.1:0?proxy=on", trusted: "203.0.113.7");
        await using var web = await StartAsync("http://127.0.0.1:0", trusted: "203.0.113.7");
        Assert.Null(await ProxiedAsync());
        Assert.EndsWith("@localhost", await WebAsync(), StringComparison.Ordinal);

        Trust("127.0.0.0/8");
        Assert.EndsWith($"@{Elsewhere}", await ProxiedAsync(), StringComparison.Ordinal);
        Assert.EndsWith($"@{Elsewhere}", await WebAsync(), StringComparison.Ordinal);

        Assert.Throws<OptionsException>(() => Trust("gateway.example"));
        Assert.EndsWith($"@{Elsewhere}", await ProxiedAsync(), StringComparison.Ordinal);

        Trust("203.0.113.7");
        Assert.Null(await ProxiedAsync());
        Assert.EndsWith("@localhost", await WebAsync(), StringComparison.Ordinal);

        void Trust(string gateway)
        {
            foreach (var server in new[] { proxied, web }) server.Reload(new ServerOptions { TrustedGateways = [gateway], GatewayPassword = Hash });
        }

        async Task<string?> ProxiedAsync()
        {
            using var client = new LineClient(proxied);
            await client.SendAsync($"PROXY TCP4 {Elsewhere} 192.0.2.2 56324 6667\r\nNICK ann{++arrivals}\r\nUSER ann 0 * :ann\r\n");
            return await client.ReadLineAsync();
        }

        async Task<string> WebAsync()
        {
            using var client = await WebSocketClient.ConnectAsync(web, options => options.SetRequestHeader("X-Forwarded-For", Elsewhere));
            await client.SendAsync($"NICK ann{++arrivals}");
            await client.SendAsync("USER ann 0 * :ann");
            return (await client.ReceiveAsync())!.Value.Text;
        }
    }

    [Fact]
    public async Task A_gateway_that_is_no_address_stops_the_start_and_is_named()
    {
        var refusal = await Assert.ThrowsAsync<OptionsException>(() => StartAsync("irc://127.0.0.1:0", trusted: "gateway.example"));
        Assert.Equal("trustedGateways: 'gateway.example' is neither an address nor a range such as 10.0.0.0/8", refusal.Message);
    }

    private static Task<ChatServer> StartAsync(string door, string trusted = "127.0.0.1", Action<ServerOptions>? set = null)
    {
        var options = new ServerOptions { Data = null, Doors = [door], TrustedGateways = [trusted], GatewayPassword = Hash, CloakAddresses = false };
        set?.Invoke(options);
        return ChatServer.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken);
    }

    private sealed class LineClient : IDisposable
    {
        private readonly TcpClient _connection;
        private readonly StreamReader _reader;

        public LineClient(ChatServer server)
        {
            _connection = new TcpClient();
            _connection.Connect(server.Doors[0].EndPoint);
            _reader = new StreamReader(_connection.GetStream());
        }

        public Task SendAsync(string text) => _connection.GetStream().WriteAsync(System.Text.Encoding.UTF8.GetBytes(text)).AsTask();

        public Task<string?> ReadLineAsync() => _reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public async Task<string> ExpectLineAsync(string part)
        {
            while (await ReadLineAsync() is { } line)
            {
                if (line.Contains(part, StringComparison.Ordinal)) return line;
            }

            throw new Xunit.Sdk.XunitException($"No line with '{part}' came.");
        }

        public void Dispose() => _connection.Dispose();
    }
}
