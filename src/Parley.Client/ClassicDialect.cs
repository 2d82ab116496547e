using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Parley.Client;

/// <summary>The tutorials' dialect: a prompt, the name, then <c>nick: text</c>, all of it without framing.</summary>
/// <remarks>
/// Messages are sent bare and spaced in time, as the tutorials' own clients do at the pace of typing. A newline at the end
/// would make spacing needless only where the server splits on it; a tutorial's server would pass it on to everybody, whose
/// clients then print an empty line after each message. So a newline is sent only where the address says
/// <c>framing=line</c>.
/// </remarks>
internal sealed class ClassicDialect : Dialect
{
    private static readonly byte[][] CommonPrompts = [[.. "NAME"u8], [.. "NICK"u8]];

    private readonly DoorAddress _address;
    private readonly ChatClientOptions _options;
    private readonly byte[][] _prompts;

    public ClassicDialect(DoorAddress address, string nick, ChatClientOptions options)
    {
        _address = address;
        _options = options;
        _prompts = address.Prompt is { } prompt ? [Encoding.UTF8.GetBytes(prompt)] : CommonPrompts;
        Nick = address.IsUtf8 ? nick : AsciiOnly.From(nick);
    }

    public override bool Echoes => true;

    public override TimeSpan SendSpacing => _address.IsLineFramed ? TimeSpan.Zero : _options.SendSpacing;

    public override string Nick { get; }

    public override async Task<IncomingLines> GreetAsync(Connection connection, CancellationToken cancellationToken)
    {
        var lines = new IncomingLines(
            connection.Input, _address.IsLineFramed ? Framing.Newline : Framing.NewlineOrRead, _options);
        if (!await FindPromptAsync(connection.Input, lines, cancellationToken)) return lines;

        // The prompt asks for the name alone; where messages are framed the server splits on the newline as well.
        var answer = Encoding.UTF8.GetBytes(_address.IsLineFramed ? Nick + "\n" : Nick);
        await connection.SendAsync(answer, SendSpacing, cancellationToken);
        await HearAnswerAsync(connection, cancellationToken);
        return lines;
    }

    public override byte[] Encode(string line)
    {
        var text = _address.IsUtf8 ? line : AsciiOnly.From(line);
        return Encoding.UTF8.GetBytes($"{Nick}: {text}{(_address.IsLineFramed ? "\n" : "")}");
    }

    /// <summary>
    /// Reads up to the prompt, wherever it stands in what has come: split over reads, or with other text around it. That
    /// something else is taken for it does no harm, for a name is the first thing that the server will read anyway.
    /// </summary>
    /// <returns>False when the server closed the connection instead; what it said is kept.</returns>
    internal async Task<bool> FindPromptAsync(PipeReader input, IncomingLines lines, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (FindPrompt(buffer) is var (start, length))
            {
                lines.AddBeforePrompt(buffer.Slice(0, start));
                var end = buffer.GetPosition(start + length);
                // Looked at to the end, so that the next read waits for what the server says to the name.
                input.AdvanceTo(end, buffer.End);
                return true;
            }

            if (result.IsCompleted)
            {
                input.AdvanceTo(buffer.Start);
                return false;
            }

            if (buffer.Length > ChatClient.LineBytesMax) throw new IOException("it talks on without asking for a name");
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private (int Start, int Length)? FindPrompt(ReadOnlySequence<byte> buffer)
    {
        var bytes = buffer.ToArray();
        (int Start, int Length)? first = null;
        foreach (var prompt in _prompts)
        {
            var start = bytes.AsSpan().IndexOf(prompt);
            if (start >= 0 && (first is null || start < first.Value.Start)) first = (start, prompt.Length);
        }

        return first;
    }

    /// <summary>
    /// Waits for the server's first words after the name. Then it has read the name, and our first message cannot run into it.
    /// </summary>
    private async Task HearAnswerAsync(Connection connection, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_options.GreetingWait, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var result = await connection.Input.ReadAsync(either.Token);
            connection.Input.AdvanceTo(result.Buffer.Start);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A server that says nothing to a newcomer is a server too.
        }
    }
}
