using System.IO.Pipelines;
using System.Text;
using Parley.Cli;

namespace Parley.Client.Tests.Cli;

public sealed class PipedSessionTests : IDisposable
{
    private readonly TestServer _server = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Lines_go_in_and_out_and_what_comes_after_the_end_of_the_input_is_printed_too()
    {
        using var chat = await JoinAsync("Welcome!\n", new StringReader("one\n\ntwo\n"));
        Assert.Equal("one\ntwo\n", await chat.Peer.ReadToEndAsync());
        await chat.Peer.SendAsync("<alice> \u001b[31mbye\n");
        chat.Peer.Finish();

        Assert.True(await chat.Running);
        var printed = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["<You> one", "<You> two", "<alice> bye", "Welcome!"], printed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_goes_on_talking_is_not_listened_to_for_ever()
    {
        using var chat = await JoinAsync("Welcome!\n", new StringReader("one\n"));
        Assert.Equal("one\n", await chat.Peer.ReadToEndAsync());
        await _time.WhenSetAsync(PipedSession.EndWait);
        _time.Advance(PipedSession.EndWait);

        Assert.True(await chat.Running);
    }

    [Fact]
    public async Task Quit_ends_the_input()
    {
        using var chat = await JoinAsync("Welcome!\n", new StringReader("one\n/quit\ntwo\n"));
        Assert.Equal("one\n", await chat.Peer.ReadToEndAsync());
        chat.Peer.Finish();
        Assert.True(await chat.Running);
    }

    [Fact]
    public async Task A_server_that_goes_first_is_told_from_one_that_goes_last()
    {
        var input = new Pipe();
        using var chat = await JoinAsync("Welcome!\n", new StreamReader(input.Reader.AsStream(), Encoding.UTF8));
        await input.Writer.WriteAsync("one\n"u8.ToArray(), TestTime.Limit);
        await chat.Peer.ExpectAsync("one\n");
        chat.Peer.Finish();

        Assert.False(await chat.Running);
        await input.Writer.CompleteAsync();
    }

    public void Dispose()
    {
        _server.Dispose();
        _output.Dispose();
    }

    private async Task<Chat> JoinAsync(string welcome, TextReader input)
    {
        var connecting = ChatClient.ConnectAsync($"plain://{_server.Authority}", options: TestTime.Patient, cancellationToken: TestTime.Limit);
        var peer = await _server.AcceptAsync();
        await peer.SendAsync(welcome);
        var client = await connecting;
        return new Chat(peer, new PipedSession(client, input, _output, _time).RunAsync(TestTime.Limit));
    }

    private sealed record Chat(TestPeer Peer, Task<bool> Running) : IDisposable
    {
        public void Dispose() => Peer.Dispose();
    }
}
