using System.Net;
using System.Net.Sockets;

namespace Parley.Client.Tests;

/// <summary>How being in a room ends, and how the caller is told.</summary>
public sealed class EndingTests : IDisposable
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task When_the_server_closes_the_lines_end_and_sending_says_so()
    {
        var (client, peer) = await JoinAsync();
        await using var _ = client;
        await peer.SendAsync("bye");
        peer.Finish();

        Assert.Equal(["Welcome!", "bye"], await client.TakeAsync(100));
        Assert.Equal(ConnectionState.ServerClosed, client.State);
        Assert.Null(client.LossCause);
        await Assert.ThrowsAsync<ConnectionLostException>(() => client.SendAsync("hello?", TestTime.Limit));
        peer.Dispose();
    }

    [Fact]
    public async Task When_the_connection_breaks_the_lines_end_and_the_cause_is_kept()
    {
        var (client, peer) = await JoinAsync();
        await using var _ = client;
        Assert.Equal(["Welcome!"], await client.TakeAsync(1));
        peer.Reset();

        Assert.Empty(await client.TakeAsync(100));
        Assert.Equal(ConnectionState.Lost, client.State);
        Assert.NotNull(client.LossCause);
        var loss = await Assert.ThrowsAsync<ConnectionLostException>(() => client.SendAsync("hello?", TestTime.Limit));
        Assert.Contains("reset", loss.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task When_we_leave_the_lines_end_for_a_reader_that_waits()
    {
        var (client, peer) = await JoinAsync();
        using var _ = peer;
        Assert.Equal(["Welcome!"], await client.TakeAsync(1));
        var reading = client.TakeAsync(100);
        var hearing = peer.ReadToEndAsync();

        await client.DisposeAsync();

        Assert.Empty(await reading);
        Assert.Equal(ConnectionState.Left, client.State);
        Assert.Equal("", await hearing);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SendAsync("hello?", TestTime.Limit));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task The_last_words_before_leaving_arrive_though_we_left_something_unread()
    {
        var (client, peer) = await JoinAsync();
        using var _ = peer;
        await peer.SendAsync("never read\n");
        await client.SendAsync("bye", TestTime.Limit);
        var hearing = peer.ReadToEndAsync();
        await client.DisposeAsync();

        Assert.Equal("bye\n", await hearing);
    }

    [Fact]
    public async Task A_server_that_does_not_notice_an_orderly_end_is_made_to_by_a_reset()
    {
        var (client, peer) = await JoinAsync();
        using var _ = peer;
        await client.DisposeAsync();
        Assert.Equal("", await peer.ReadToEndAsync());

        // As the tutorials' servers do: they go on announcing. After an orderly close the first words would still go out.
        await Assert.ThrowsAsync<SocketException>(() => peer.SendAsync("bob is still here"));
    }

    [Fact]
    public async Task Who_has_finished_sending_can_still_read()
    {
        var (client, peer) = await JoinAsync();
        await using var _ = client;
        using var __ = peer;
        await client.SendAsync("all I had to say", TestTime.Limit);
        await client.FinishSendingAsync(TestTime.Limit);
        Assert.Equal("all I had to say\n", await peer.ReadToEndAsync());
        await peer.SendAsync("thank you");
        peer.Finish();

        Assert.Equal(["Welcome!", "thank you"], await client.TakeAsync(100));
        await Assert.ThrowsAsync<ConnectionLostException>(() => client.SendAsync("one thing more", TestTime.Limit));
    }

    [Fact]
    public async Task Nothing_is_said_after_finishing()
    {
        var (client, peer) = await JoinAsync();
        await using var _ = client;
        using var __ = peer;
        await client.FinishSendingAsync(TestTime.Limit);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync("one thing more", TestTime.Limit));
        peer.Finish();
    }

    [Fact]
    public async Task A_reader_may_be_cancelled_and_read_again()
    {
        var (client, peer) = await JoinAsync();
        await using var _ = client;
        using var __ = peer;
        Assert.Equal(["Welcome!"], await client.TakeAsync(1));
        using var enough = new CancellationTokenSource();
        var reading = client.ReadLinesAsync(enough.Token).GetAsyncEnumerator(TestTime.Limit);
        var next = reading.MoveNextAsync();
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await reading.DisposeAsync();

        await peer.SendAsync("still here\n");
        Assert.Equal(["still here"], await client.TakeAsync(1));
    }

    [Fact]
    public async Task Where_nobody_listens_the_message_names_address_and_cause()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = $"plain://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}";

        var refusal = await Assert.ThrowsAsync<JoinFailedException>(() =>
            ChatClient.ConnectAsync(address, cancellationToken: TestTime.Limit));
        Assert.Contains(address, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("refused", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();

    private async Task<(ChatClient Client, TestPeer Peer)> JoinAsync()
    {
        var connecting = ChatClient.ConnectAsync($"plain://{_server.Authority}", options: TestTime.Patient, cancellationToken: TestTime.Limit);
        var peer = await _server.AcceptAsync();
        await peer.SendAsync("Welcome!\n");
        return (await connecting, peer);
    }
}
