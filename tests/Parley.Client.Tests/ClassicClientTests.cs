namespace Parley.Client.Tests;

public sealed class ClassicClientTests : IDisposable
{
    private readonly TestServer _server = new();

    [Theory]
    [InlineData("", "NAME")]
    [InlineData("", "NICK")]
    [InlineData("?prompt=Who%3F", "Who?")]
    public async Task The_prompt_is_answered_with_the_bare_name(string query, string prompt)
    {
        var (client, peer) = await JoinAsync(query, prompt);
        await using var _ = client;
        using var __ = peer;
        Assert.Equal("bob", client.Nick);
        Assert.True(client.Echoes);
        Assert.False(client.TakesCommands);

        await client.SendAsync("hi", TestTime.Limit);
        await peer.ExpectAsync("bob: hi");
    }

    [Fact]
    public async Task The_text_around_the_prompt_is_kept()
    {
        var connecting = ConnectAsync("", "bob");
        using var peer = await _server.AcceptAsync();
        await peer.SendAsync("Hello.\nYour turn:NAMEThree are here.\n");
        await peer.ExpectAsync("bob");
        await peer.SendAsync("bob joined!");
        await using var client = await connecting;

        Assert.Equal(["Hello.", "Your turn:", "Three are here."], await client.TakeAsync(3));
    }

    [Fact]
    public async Task A_server_that_says_nothing_to_the_name_is_joined_too()
    {
        var connecting = ChatClient.ConnectAsync(
            $"classic://{_server.Authority}", "bob", new ChatClientOptions { GreetingWait = TimeSpan.FromMilliseconds(1) }, TestTime.Limit);
        using var peer = await _server.AcceptAsync();
        await peer.SendAsync("NAME");
        await peer.ExpectAsync("bob");
        await using var client = await connecting;

        await peer.SendAsync("at last");
        Assert.Equal(["at last"], await client.TakeAsync(1));
    }

    [Fact]
    public async Task What_is_said_is_ascii_unless_the_address_says_that_all_can_read_more()
    {
        var (client, peer) = await JoinAsync("", "NAME", "Zoë", "Zoe");
        await using var _ = client;
        using var __ = peer;

        Assert.Equal("Zoe", client.Nick);
        await client.SendAsync("naïve 🙂", TestTime.Limit);
        await peer.ExpectAsync("Zoe: naive ?");
    }

    [Fact]
    public async Task With_utf_8_what_is_said_stays_as_it_is()
    {
        var (client, peer) = await JoinAsync("?charset=utf-8", "NAME", "Zoë", "Zoë");
        await using var _ = client;
        using var __ = peer;

        await client.SendAsync("naïve 🙂", TestTime.Limit);
        await peer.ExpectAsync("Zoë: naïve 🙂");
    }

    [Fact]
    public async Task With_framing_every_message_ends_with_a_newline()
    {
        var (client, peer) = await JoinAsync("?framing=line", "NAME\n", "bob", "bob\n");
        await using var _ = client;
        using var __ = peer;

        await client.SendAsync("one\ntwo", TestTime.Limit);
        await peer.ExpectAsync("bob: one\nbob: two\n");
        await peer.SendAsync("bob: one\nbob: t");
        await peer.SendAsync("wo\n");
        Assert.Equal(["bob joined!", "bob: one", "bob: two"], await client.TakeAsync(3));
    }

    [Fact]
    public async Task Several_lines_are_said_as_several_messages_and_empty_ones_are_left_out()
    {
        var (client, peer) = await JoinAsync("", "NAME");
        await using var _ = client;
        using var __ = peer;

        await client.SendAsync("one\r\n\ntwo\rthree\n", TestTime.Limit);
        await peer.ExpectAsync("bob: onebob: twobob: three");
    }

    [Fact]
    public async Task Two_messages_are_spaced_in_time()
    {
        var time = new ManualTime();
        var connecting = ChatClient.ConnectAsync(
            $"classic://{_server.Authority}", "bob", new ChatClientOptions { TimeProvider = time }, TestTime.Limit);
        using var peer = await _server.AcceptAsync();
        await peer.SendAsync("NAME");
        await peer.ExpectAsync("bob");
        await peer.SendAsync("bob joined!");
        var client = await connecting;

        var first = client.SendAsync("one", TestTime.Limit);
        Assert.False(first.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(50));
        await first;
        var second = client.SendAsync("two", TestTime.Limit);
        time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        await peer.ExpectAsync("bob: onebob: two");

        peer.Finish();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Many_senders_do_not_mix_their_words()
    {
        var (client, peer) = await JoinAsync("?framing=line", "NAME\n", "bob", "bob\n");
        await using var _ = client;
        using var __ = peer;
        var said = Enumerable.Range(0, 200).Select(i => $"{i} {new string('x', 500)}").ToArray();

        var saying = Task.WhenAll(said.Select(line => Task.Run(() => client.SendAsync(line, TestTime.Limit))));
        var hearing = peer.ReadToEndAsync();
        await saying;
        await client.FinishSendingAsync(TestTime.Limit);

        var heard = (await hearing).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(said.Select(line => $"bob: {line}").Order(), heard.Order());
    }

    [Fact]
    public async Task A_server_that_closes_instead_of_asking_is_heard_out()
    {
        var connecting = ConnectAsync("", "bob");
        using var peer = await _server.AcceptAsync();
        await peer.SendAsync("Too many of you.\n");
        peer.Finish();
        await using var client = await connecting;

        Assert.Equal(["Too many of you."], await client.TakeAsync(100));
        Assert.Equal(ConnectionState.ServerClosed, client.State);
    }

    [Fact]
    public async Task A_server_that_does_not_ask_in_time_is_not_joined()
    {
        var time = new ManualTime();
        var options = new ChatClientOptions { TimeProvider = time };
        var connecting = ChatClient.ConnectAsync($"classic://{_server.Authority}", "bob", options, TestTime.Limit);
        using var peer = await _server.AcceptAsync();
        await time.WhenSetAsync(options.ConnectTimeout, times: 2);
        time.Advance(options.ConnectTimeout);
        Assert.Equal("", await peer.ReadToEndAsync());
        peer.Finish();

        var refusal = await Assert.ThrowsAsync<JoinFailedException>(() => connecting);
        Assert.Contains("?prompt=", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_server.Authority, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_only_talks_is_not_listened_to_for_ever()
    {
        var connecting = ConnectAsync("", "bob");
        using var peer = await _server.AcceptAsync();
        await peer.SendAsync(new string('x', 2 * ChatClient.LineBytesMax));

        await Assert.ThrowsAsync<JoinFailedException>(() => connecting);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("a\nb")]
    [InlineData("\u001b[1mbob")]
    public async Task A_classic_server_needs_a_name_that_can_be_sent(string? nick) =>
        await Assert.ThrowsAsync<ArgumentException>(() => ConnectAsync("", nick));

    public void Dispose() => _server.Dispose();

    private Task<ChatClient> ConnectAsync(string query, string? nick) =>
        ChatClient.ConnectAsync($"classic://{_server.Authority}{query}", nick, TestTime.Patient, TestTime.Limit);

    private async Task<(ChatClient Client, TestPeer Peer)> JoinAsync(
        string query, string prompt, string nick = "bob", string answer = "bob")
    {
        var connecting = ConnectAsync(query, nick);
        var peer = await _server.AcceptAsync();
        await peer.SendAsync(prompt);
        await peer.ExpectAsync(answer);
        await peer.SendAsync($"{nick} joined!\n");
        return (await connecting, peer);
    }
}
