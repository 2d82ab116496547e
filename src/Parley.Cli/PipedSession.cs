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

    // Set before the server is told: its answer, the end of the connection, may be here before we know that it was told.
    private volatile bool _isLeaving;

    /// <summary>Chats until the input ends or the server is gone.</summary>
    /// <returns>True when the input ended, false when the server was gone before.</returns>
    /// <exception cref="OperationCanceledException">The process was asked to stop.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var printing = PrintAsync(over.Token);
        var saying = SayAsync(over.Token);
        try
        {
            if (await Task.WhenAny(printing, saying) == printing)
            {
                await printing;
                return _isLeaving;
            }

            if (!await saying) return _isLeaving;
            await printing.WaitAsync(EndWait, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return true;
        }
        finally
        {
            await over.CancelAsync();
            await printing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PrintAsync(CancellationToken cancellationToken)
    {
        await foreach (var line in client.ReadLinesAsync(cancellationToken))
            await _output.WriteLineAsync(TerminalText.Clean(line));
    }

    /// <summary>Says what is read; false when the server was gone before its end.</summary>
    private async Task<bool> SayAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Reading standard input blocks its thread and cannot be cancelled.
            while (await Task.Run(input.ReadLine, cancellationToken) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                var isQuit = OwnLine.IsQuit(line);
                if (isQuit) _isLeaving = true;
                if (!isQuit || client.TakesCommands) await client.SendAsync(line, cancellationToken);
                if (isQuit) break;
                if (OwnLine.IsShown(client, line)) await _output.WriteLineAsync(TerminalText.Clean(OwnLine.Show(line)));
            }

            _isLeaving = true;
            await client.FinishSendingAsync(cancellationToken);
            return true;
        }
        catch (ConnectionLostException)
        {
            return false;
        }
    }
}
