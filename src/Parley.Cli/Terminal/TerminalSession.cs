using System.Threading.Channels;
using Parley.Client;

namespace Parley.Cli.Terminal;

/// <summary>Somebody at a terminal in a room, until they leave it.</summary>
/// <remarks>
/// One loop takes key presses and incoming lines from one bounded channel, and owns editor and screen: what arrives cannot
/// tear what is being typed. Sending waits for the server in a task of its own, so the screen does not.
/// </remarks>
internal sealed class TerminalSession(ChatClient client, Screen screen, Channel<TerminalEvent> events)
{
    /// <summary>How many lines may wait for a server that does not read.</summary>
    private const int UnsentLinesMax = 1000;

    /// <summary>How many events may wait for the loop. Beyond it the keyboard and the server wait.</summary>
    public const int EventsMax = 256;

    private readonly LineEditor _editor = new();
    private readonly Channel<string> _unsent = Channel.CreateBounded<string>(UnsentLinesMax);
    private bool _isLeaving;

    /// <summary>Asks for a line before there is a room, as for a name.</summary>
    /// <returns>The line, or null when the terminal was left instead (Ctrl-D).</returns>
    /// <exception cref="OperationCanceledException">The process was asked to stop.</exception>
    public static async Task<string?> AskAsync(
        string question, Screen screen, ChannelReader<TerminalEvent> events, CancellationToken cancellationToken)
    {
        var editor = new LineEditor();
        screen.Prompt = question;
        screen.Draw(editor);
        try
        {
            await foreach (var happened in events.ReadAllAsync(cancellationToken))
            {
                var outcome = happened is TerminalEvent.KeyPressed(var key) ? editor.Press(key) : EditOutcome.Edited;
                if (outcome == EditOutcome.Entered) return editor.Take();
                if (outcome == EditOutcome.Ended) return null;
                screen.Draw(editor);
            }

            return null;
        }
        finally
        {
            screen.Close();
        }
    }

    /// <summary>Chats until one side leaves; then the client is disposed.</summary>
    /// <returns>True when we left, false when the server is gone.</returns>
    /// <exception cref="OperationCanceledException">The process was asked to stop; the screen is left tidy.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = ReceiveAsync(over.Token);
        var sending = SendAsync(over.Token);
        try
        {
            screen.Draw(_editor);
            while (await events.Reader.WaitToReadAsync(cancellationToken))
            {
                while (events.Reader.TryRead(out var happened))
                {
                    if (Handle(happened) is { } weLeft) return weLeft;
                }

                screen.Draw(_editor);
            }

            return true;
        }
        finally
        {
            screen.Close();
            await over.CancelAsync();
            // Before waiting for the tasks: a message to a server that does not read ends only with the connection.
            await client.DisposeAsync();
            await Task.WhenAll(receiving, sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Deals with one event; the answer says who left, if somebody did.</summary>
    private bool? Handle(TerminalEvent happened)
    {
        switch (happened)
        {
            case TerminalEvent.KeyPressed(var key) when !_isLeaving:
                Press(key);
                return null;
            case TerminalEvent.LineArrived(var line):
                screen.Print(line);
                return null;
            case TerminalEvent.ServerGone:
                return _isLeaving;
            case TerminalEvent.AllSent:
                return true;
            default:
                return null;
        }
    }

    private void Press(ConsoleKeyInfo key)
    {
        switch (_editor.Press(key))
        {
            case EditOutcome.Entered:
                Enter(_editor.Take());
                break;
            case EditOutcome.Ended:
                Leave();
                break;
        }
    }

    private void Enter(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;

        var isQuit = OwnLine.IsQuit(line);
        if (!isQuit || client.TakesCommands)
        {
            if (!_unsent.Writer.TryWrite(line)) screen.Print("* The server does not read what it is sent: this line was not.");
            // At once and not when it is sent, so that no answer can appear above it.
            else if (OwnLine.IsShown(client, line)) screen.Print(OwnLine.Show(line));
        }

        if (isQuit) Leave();
    }

    private void Leave()
    {
        _isLeaving = true;
        _unsent.Writer.TryComplete();
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        await foreach (var line in client.ReadLinesAsync(cancellationToken))
            await events.Writer.WriteAsync(new TerminalEvent.LineArrived(line), cancellationToken);
        await events.Writer.WriteAsync(new TerminalEvent.ServerGone(), cancellationToken);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in _unsent.Reader.ReadAllAsync(cancellationToken))
                await client.SendAsync(line, cancellationToken);
            await events.Writer.WriteAsync(new TerminalEvent.AllSent(), cancellationToken);
        }
        catch (ConnectionLostException)
        {
            // The receiving side notices too, after the last lines that came: it tells the loop.
        }
    }
}
