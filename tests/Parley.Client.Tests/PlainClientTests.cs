namespace Parley.Client.Tests;

public sealed class PlainClientTests : IDisposable
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task Parley_is_told_the_name_after_its_welcome()
    {
        var (client, peer) = await JoinAsync("Welcome to Parley. You are guest-1.\r\n", "bob");
        await using var _ = client;
        using var __ = peer;

        await peer.ExpectAsync("/nick bob\n");
        Assert.Equal("bob", client.Nick);
        Assert.False(client.Echoes);
        Assert.True(client.TakesCommands);
        Assert.Equal(["Welcome to Parley. You are guest-1."], await client.TakeAsync(1));
    }

    [Fact]
    public async Task Parley_is_told_no_name_when_there_is_none()
    {
        var (client, peer) = await JoinAsync("Welcome to Parley.\n", nick: null);
        await using var _ = client;
        using var __ = peer;

        await client.SendAsync("naïve 🙂", TestTime.Limit);
        await peer.ExpectAsync("naïve 🙂\n");
        Assert.Null(client.Nick);
    }

    [Theory]
    [InlineData("Welcome to this chatroom!")]
    [InlineData("Welcome to")]
    [InlineData("")]
    public async Task Another_server_is_not_told_the_name_which_it_would_pass_on(string welcome)
    {
        var (client, peer) = await JoinAsync(welcome, "bob", new ChatClientOptions { GreetingWait = TimeSpan.FromMilliseconds(100) });
        await using var _ = client;
        using var __ = peer;

        await client.SendAsync("hi", TestTime.Limit);
        await peer.ExpectAsync("hi\n");
        Assert.Null(client.Nick);
        if (welcome.Length == 0) await peer.SendAsync("Hello");
        Assert.Equal([welcome.Length == 0 ? "Hello" : welcome], await client.TakeAsync(1));
        await peer.SendAsync("\nWelcome to Parley\n");
        Assert.Equal(["Welcome to Parley"], await client.TakeAsync(1));
        Assert.False(client.TakesCommands);
    }

    [Fact]
    public async Task Parley_is_told_the_name_though_its_welcome_comes_late()
    {
        var (client, peer) = await JoinAsync("", "bob", new ChatClientOptions { GreetingWait = TimeSpan.FromMilliseconds(1) });
        await using var _ = client;
        using var __ = peer;
        Assert.Null(client.Nick);
        Assert.False(client.TakesCommands);
        await peer.SendAsync("Welcome to Parley. You are guest-1.\n*** Welcome to Parley, they say\n");

        Assert.Equal(["Welcome to Parley. You are guest-1.", "*** Welcome to Parley, they say"], await client.TakeAsync(2));
        await client.SendAsync("hi", TestTime.Limit);
        await peer.ExpectAsync("/nick bob\nhi\n");
        Assert.Equal("bob", client.Nick);
        Assert.True(client.TakesCommands);
    }

    [Fact]
    public async Task A_message_without_a_newline_is_shown_where_the_server_may_not_end_its_lines()
    {
        var (client, peer) = await JoinAsync("Welcome!\n", "bob");
        await using var _ = client;
        using var __ = peer;

        await peer.SendAsync("<10.0.0.7> no end");
        Assert.Equal(["Welcome!", "<10.0.0.7> no end"], await client.TakeAsync(2));
    }

    [Fact]
    public async Task Reading_goes_on_where_it_was_broken_off()
    {
        var (client, peer) = await JoinAsync("Welcome!\n", "bob");
        await using var _ = client;
        using var __ = peer;
        await peer.SendAsync("one\ntwo\n");

        Assert.Equal(["Welcome!", "one"], await client.TakeAsync(2));
        Assert.Equal(["two"], await client.TakeAsync(1));
    }

    [Fact]
    public async Task Two_cannot_read_at_once()
    {
        var (client, peer) = await JoinAsync("Welcome!\n", "bob");
        await using var _ = client;
        using var __ = peer;
        await using var first = client.ReadLinesAsync(TestTime.Limit).GetAsyncEnumerator(TestTime.Limit);
        await first.MoveNextAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.TakeAsync(1));
    }

    public void Dispose() => _server.Dispose();

    private async Task<(ChatClient Client, TestPeer Peer)> JoinAsync(string welcome, string? nick, ChatClientOptions? options = null)
    {
        var connecting = ChatClient.ConnectAsync($"plain://{_server.Authority}", nick, options ?? TestTime.Patient, TestTime.Limit);
        var peer = await _server.AcceptAsync();
        await peer.SendAsync(welcome);
        return (await connecting, peer);
    }
}
