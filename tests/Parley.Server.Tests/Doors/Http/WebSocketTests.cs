using System.Net;
using System.Net.WebSockets;

namespace Parley.Server.Tests.Doors.Http;

public sealed class WebSocketTests
{
    [Fact]
    public async Task A_message_is_a_line_without_its_end_in_both_directions()
    {
        await using var server = await StartAsync();
        using var ann = await WebSocketClient.ConnectAsync(server, options => options.AddSubProtocol("text.ircv3.net"));
        using var bob = await WebSocketClient.ConnectAsync(server, options => options.AddSubProtocol("text.ircv3.net"));
        await ann.ArriveAsync("ann");
        await bob.ArriveAsync("bob");
        await ann.SendAsync("JOIN #lobby");
        await ann.ExpectEventuallyAsync(":parley.localhost 366 ann #lobby :End of /NAMES list");
        await bob.SendAsync("JOIN #lobby");
        await bob.ExpectEventuallyAsync(":parley.localhost 366 bob #lobby :End of /NAMES list");
        await bob.SendAsync("PRIVMSG #lobby :grüße 🎉");
        await ann.ExpectEventuallyAsync(":bob!~bob@localhost PRIVMSG #lobby :grüße 🎉");
    }

    [Theory]
    [InlineData("text.ircv3.net", WebSocketMessageType.Text, "text.ircv3.net")]
    [InlineData("binary.ircv3.net", WebSocketMessageType.Binary, "binary.ircv3.net")]
    [InlineData("other,binary.ircv3.net,text.ircv3.net", WebSocketMessageType.Binary, "binary.ircv3.net")]
    [InlineData("text.ircv3.net,binary.ircv3.net", WebSocketMessageType.Text, "text.ircv3.net")]
    [InlineData("", WebSocketMessageType.Text, null)]
    public async Task The_client_prefers_and_the_server_follows(string requested, WebSocketMessageType type, string? agreed)
    {
        await using var server = await StartAsync();
        using var client = await WebSocketClient.ConnectAsync(server, options =>
        {
            foreach (var name in requested.Split(',', StringSplitOptions.RemoveEmptyEntries)) options.AddSubProtocol(name);
        });
        Assert.Equal(agreed, client.Subprotocol);
        await client.SendAsync("NICK ann", type);
        await client.SendAsync("USER ann 0 * :ann", type);
        var first = (await client.ReceiveAsync())!.Value;
        Assert.Equal(type, first.Type);
        Assert.StartsWith(":parley.localhost 001 ann :Welcome", first.Text, StringComparison.Ordinal);
        Assert.False(first.Text.EndsWith('\n'));
    }

    [Fact]
    public async Task A_message_in_parts_is_one_line_and_a_line_end_inside_does_no_harm()
    {
        await using var server = await StartAsync();
        using var client = await WebSocketClient.ConnectAsync(server);
        await client.SendAsync("NI", isEnd: false);
        await client.SendAsync("CK ann");
        await client.SendAsync("USER ann 0 * :ann\r\nPING both\r\n");
        await client.ExpectEventuallyAsync(":parley.localhost PONG parley.localhost :both");
    }

    [Fact]
    public async Task A_message_beyond_the_limits_is_answered_and_chat_goes_on()
    {
        await using var server = await StartAsync();
        using var client = await WebSocketClient.ConnectAsync(server);
        await client.ArriveAsync("ann");
        await client.SendAsync("PRIVMSG #lobby :" + new string('x', 20_000));
        await client.ExpectEventuallyAsync(":parley.localhost 417 ann :Input line was too long");
        await client.SendAsync("PING still");
        await client.ExpectEventuallyAsync(":parley.localhost PONG parley.localhost :still");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        await using var server = await StartAsync();
        using var client = await WebSocketClient.ConnectAsync(server, options => options.AddSubProtocol("binary.ircv3.net"));
        await client.ArriveAsync("ann");
        await client.SendAsync([.. "TOPIC #lobby :"u8, 0xff], WebSocketMessageType.Binary);
        await client.ExpectEventuallyAsync(":parley.localhost FAIL TOPIC INVALID_UTF8 :Message rejected, your IRC software MUST use UTF-8 encoding on this network");
    }

    [Fact]
    public async Task Quit_ends_with_its_error_and_a_close()
    {
        await using var server = await StartAsync();
        using var client = await WebSocketClient.ConnectAsync(server);
        await client.ArriveAsync("ann");
        await client.SendAsync("QUIT :bye");
        await client.ExpectEventuallyAsync("ERROR :Closing link: (Quit: bye)");
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task A_client_that_closes_has_quit_for_the_others()
    {
        await using var server = await StartAsync();
        using var ann = await WebSocketClient.ConnectAsync(server);
        var bob = await WebSocketClient.ConnectAsync(server);
        foreach (var (client, nick) in new[] { (ann, "ann"), (bob, "bob") })
        {
            await client.ArriveAsync(nick);
            await client.SendAsync("JOIN #lobby");
            await client.ExpectEventuallyAsync($":parley.localhost 366 {nick} #lobby :End of /NAMES list");
        }

        await bob.CloseAsync();
        await ann.ExpectEventuallyAsync(":bob!~bob@localhost QUIT :Client quit");
        bob.Dispose();
    }

    [Theory]
    [InlineData("http://localhost", "", true)]
    [InlineData("https://evil.example", "", false)]
    [InlineData("null", "", false)]
    [InlineData("https://chat.example", "?origin=https://chat.example,https://two.example/", true)]
    [InlineData("https://two.example", "?origin=https://chat.example,https://two.example/", true)]
    [InlineData("https://three.example", "?origin=https://chat.example,https://two.example/", false)]
    public async Task A_page_connects_only_from_where_it_may(string origin, string options, bool isAllowed)
    {
        await using var server = await StartAsync("http://127.0.0.1:0" + options);

        // A page of this very server has its port in its origin.
        var port = server.Doors[0].EndPoint.Port;
        var from = origin == "http://localhost" ? $"http://127.0.0.1:{port}" : origin;
        var connecting = WebSocketClient.ConnectAsync(server, set => set.SetRequestHeader("Origin", from));
        if (isAllowed) (await connecting).Dispose();
        else Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => connecting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_was_pointed_at_this_machine_is_no_way_in()
    {
        await using var server = await StartAsync();
        var port = server.Doors[0].EndPoint.Port;
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => WebSocketClient.ConnectAsync(server, set =>
        {
            set.SetRequestHeader("Host", $"evil.example:{port}");
            set.SetRequestHeader("Origin", $"http://evil.example:{port}");
        }));
        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_no_websocket_gets_an_answer_that_says_so()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{server.Doors[0].EndPoint}") };
        var plain = await http.GetAsync("/irc", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UpgradeRequired, plain.StatusCode);
        var elsewhere = await http.GetAsync("/elsewhere", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.False(elsewhere.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_server_that_stops_tells_its_web_clients()
    {
        var server = await StartAsync();
        using var client = await WebSocketClient.ConnectAsync(server);
        await client.ArriveAsync("ann");
        var stopping = server.StopAsync();
        await client.ExpectEventuallyAsync("ERROR :Closing link: (the server is shutting down)");
        Assert.Null(await client.ReceiveAsync());
        await client.CloseAsync();
        await stopping;
        await server.DisposeAsync();
    }

    private static Task<ChatServer> StartAsync(string door = "http://127.0.0.1:0") => ChatServer.StartAsync(
        new ServerOptions { Data = null, Doors = [door] }, cancellationToken: TestContext.Current.CancellationToken);
}
