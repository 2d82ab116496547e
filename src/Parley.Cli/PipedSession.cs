using Parley.Cli.Terminal;
using Parley.Client;

namespace Parley.Cli;

/// <summary>A program or a file in a room: lines in, lines out, nothing else.</summary>
/// <remarks>
/// At the end of the input our half of the connection is ended, and what the server still says is printed until it closes
/// too or <see cref="EndWait"/> is over. The output may be a terminal all the same, so it gets clean text only.
/// </remarks>
internal sealed class PipedSession(ChatClient client, TextReader input, TextWriter output, TimeProvider time)
{
    /// <summary>How long a server may go on talking after the end of the input.</summary>
    public static readonly TimeSpan EndWait = TimeSpan.FromSeconds(1);

    // Two tasks print: what comes, and what we said.
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    // A server that closes when it sees our end may be quicker than we are to notice that we came to it.
    private volatile bool _isInputOver;

    /// <summary>Chats until the input ends or the server is gone.</summary>
    /// <returns>True when the input ended, false when the server was gone before or the connection broke.</returns>
    /// <exception cref="OperationCanceledException">The process was asked to stop.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var printing = PrintAsync(over.Token);
        var saying = SayAsync(over.Token);
        try
        {
            if (await Task.WhenAny(printing, saying) == saying) await saying;
            await printing.WaitAsync(EndWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Who finished sending need not wait until the server has nothing more to say.
        }
        finally
        {
            await over.CancelAsync();
            await printing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _isInputOver && client.State != ConnectionState.Lost;
    }

    private async Task PrintAsync(CancellationToken cancellationToken)
    {
        await foreach (var line in client.ReadLinesAsync(cancellationToken))
            await _output.WriteLineAsync(TerminalText.Clean(line));
    }

    private async Task SayAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Reading standard input blocks its thread and cannot be cancelled.
            while (await Task.Run(input.ReadLine, cancellationToken) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                _isInputOver = OwnLine.IsQuit(line);
                if (!_isInputOver || client.TakesCommands) await client.SendAsync(line, cancellationToken);
                if (_isInputOver) break;
                if (OwnLine.IsShown(client, line)) await _output.WriteLineAsync(TerminalText.Clean(OwnLine.Show(line)));
            }

            _isInputOver = true;
            await client.FinishSendingAsync(cancellationToken);
        }
        catch (ConnectionLostException)
        {
            // The printing side ends as well, after the last lines that came.
        }
    }
}
