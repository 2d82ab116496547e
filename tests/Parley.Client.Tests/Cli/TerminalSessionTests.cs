using System.Threading.Channels;
using Parley.Cli.Terminal;

namespace Parley.Client.Tests.Cli;

public sealed class TerminalSessionTests : IDisposable
{
    private readonly TestServer _server = new();
    private readonly VirtualTerminal _terminal = new(60);
    private readonly Screen _screen;
    private readonly Channel<TerminalEvent> _events = Channel.CreateBounded<TerminalEvent>(TerminalSession.EventsMax);

    public TerminalSessionTests() => _screen = new Screen(_terminal, () => _terminal.Columns);

    [Fact]
    public async Task Where_the_server_does_not_echo_what_we_say_replaces_what_we_typed()
    {
        using var chat = await JoinAsync("Welcome!\n");
        await TypeAsync("hi all\r");
        await chat.Peer.ExpectAsync("hi all\n");
        await chat.Peer.SendAsync("<alice> hi\n");
        chat.Peer.Finish();

        Assert.False(await chat.Running);
        Assert.Contains("<You> hi all\n", _terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("> hi all|", _terminal.Shown, StringComparison.Ordinal);
        Assert.EndsWith("<alice> hi\n|", _terminal.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_to_parley_is_sent_and_not_shown_as_said()
    {
        using var chat = await JoinAsync("Welcome to Parley.\n");
        await TypeAsync("/who\r");
        await chat.Peer.ExpectAsync("/who\n");
        await TypeAsync("hi\r");
        await chat.Peer.ExpectAsync("hi\n");
        await TypeAsync("/quit\r");

        Assert.True(await chat.Running);
        Assert.Equal("Welcome to Parley.\n<You> hi\n|", _terminal.Shown);
    }

    [Fact]
    public async Task To_another_server_a_slash_is_something_said()
    {
        using var chat = await JoinAsync("Welcome!\n");
        await TypeAsync("/who\r");
        await chat.Peer.ExpectAsync("/who\n");
        await TypeAsync("/quit\r");

        Assert.True(await chat.Running);
        Assert.Equal("", await chat.Peer.ReadToEndAsync());
        Assert.Contains("<You> /who\n", _terminal.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parley_is_told_the_reason_for_quitting()
    {
        using var chat = await JoinAsync("Welcome to Parley.\n");
        await TypeAsync("/quit time for tea\r");

        Assert.True(await chat.Running);
        Assert.Equal("/quit time for tea\n", await chat.Peer.ReadToEndAsync());
        Assert.Equal(ConnectionState.Left, chat.Client.State);
    }

    [Fact]
    public async Task Several_pasted_lines_are_sent_before_leaving()
    {
        using var chat = await JoinAsync("Welcome!\n");
        await TypeAsync("one\rtwo\rthree\r\r");
        await PressAsync(Keys.Control(ConsoleKey.D));

        Assert.True(await chat.Running);
        Assert.Equal("one\ntwo\nthree\n", await chat.Peer.ReadToEndAsync());
    }

    [Fact]
    public async Task What_arrives_does_not_tear_what_is_being_typed()
    {
        using var chat = await JoinAsync("Welcome!\n");
        await TypeAsync("half a ");
        await chat.Peer.SendAsync("<alice> hi\n");
        await TypeAsync("line\r");

        await chat.Peer.ExpectAsync("half a line\n");
        chat.Peer.Finish();
        Assert.False(await chat.Running);
        Assert.Contains("<alice> hi\n", _terminal.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_asked_to_stop_leaves_a_tidy_screen()
    {
        using var stop = new CancellationTokenSource();
        using var chat = await JoinAsync("Welcome!\n", stop.Token);
        await TypeAsync("half");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chat.Running);
        Assert.EndsWith("|", _terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("> half", _terminal.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_asked_for_and_edited_like_any_line()
    {
        await TypeAsync("bop");
        await PressAsync(Keys.Of(ConsoleKey.Backspace));
        await TypeAsync("b\r");

        Assert.Equal("bob", await TerminalSession.AskAsync("Your name: ", _screen, _events.Reader, TestTime.Limit));
        Assert.Equal("|", _terminal.Shown);
    }

    [Fact]
    public async Task Who_is_asked_for_a_name_may_leave()
    {
        await PressAsync(Keys.Control(ConsoleKey.D));
        Assert.Null(await TerminalSession.AskAsync("Your name: ", _screen, _events.Reader, TestTime.Limit));
    }

    public void Dispose()
    {
        _server.Dispose();
        _terminal.Dispose();
    }

    private async Task<Chat> JoinAsync(string welcome, CancellationToken? stop = null)
    {
        var connecting = ChatClient.ConnectAsync($"plain://{_server.Authority}", options: TestTime.Patient, cancellationToken: TestTime.Limit);
        var peer = await _server.AcceptAsync();
        await peer.SendAsync(welcome);
        var client = await connecting;
        return new Chat(client, peer, new TerminalSession(client, _screen, _events).RunAsync(stop ?? TestTime.Limit));
    }

    private async Task TypeAsync(string text)
    {
        foreach (var key in Keys.Typed(text)) await PressAsync(key);
    }

    private async Task PressAsync(ConsoleKeyInfo key) =>
        await _events.Writer.WriteAsync(new TerminalEvent.KeyPressed(key), TestTime.Limit);

    private sealed record Chat(ChatClient Client, TestPeer Peer, Task<bool> Running) : IDisposable
    {
        public void Dispose() => Peer.Dispose();
    }
}
