using System.Buffers;
using System.Text;

namespace Parley.Client;

/// <summary>Lines of text: Parley's own plain door, and the select()-based servers of the tutorials.</summary>
/// <remarks>
/// Only Parley takes commands, and it is known by its welcome; to another server <c>/nick</c> is something said, which it
/// would pass on to everybody. Parley also ends every line, so that a line may come as slowly as it likes; another server
/// may end none. A welcome that is not waited for any longer is known when it comes.
/// </remarks>
internal sealed class PlainDialect(string? nick, ChatClientOptions options) : Dialect
{
    private const string ParleyWelcome = "Welcome to Parley";

    private IncomingLines? _lines;
    private bool _isKnown;
    private volatile bool _isParley;

    public override bool Echoes => false;

    public override bool TakesCommands => _isParley;

    public override string? Nick => _isParley ? nick : null;

    public override async Task<IncomingLines> GreetAsync(Connection connection, CancellationToken cancellationToken)
    {
        _lines = new IncomingLines(connection.Input, Framing.NewlineOrPause, options);
        if (await HearWelcomeAsync(connection, cancellationToken) is { } isParley) await KnowAsync(isParley, connection, cancellationToken);
        return _lines;
    }

    public override Task HearAsync(string line, Connection connection) => _isKnown
        ? Task.CompletedTask
        : KnowAsync(line.StartsWith(ParleyWelcome, StringComparison.Ordinal), connection, CancellationToken.None);

    public override byte[] Encode(string line) => Encoding.UTF8.GetBytes(line + "\n");

    private async Task KnowAsync(bool isParley, Connection connection, CancellationToken cancellationToken)
    {
        _isKnown = true;
        if (!isParley) return;

        _lines!.Framing = Framing.Newline;
        if (nick is not null) await connection.SendAsync(Encode($"/nick {nick}"), SendSpacing, cancellationToken);
        _isParley = true;
    }

    /// <summary>Looks at the first words, without taking them, until it is clear whether they are Parley's.</summary>
    /// <returns>Null when that was not clear in time.</returns>
    private async Task<bool?> HearWelcomeAsync(Connection connection, CancellationToken cancellationToken)
    {
        var welcome = Encoding.UTF8.GetBytes(ParleyWelcome);
        using var patience = new CancellationTokenSource(options.GreetingWait, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            while (true)
            {
                var result = await connection.Input.ReadAsync(either.Token);
                var start = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, welcome.Length)).ToArray();
                if (start.Length == welcome.Length || result.IsCompleted || !welcome.AsSpan().StartsWith(start))
                {
                    connection.Input.AdvanceTo(result.Buffer.Start);
                    return welcome.AsSpan().SequenceEqual(start);
                }

                connection.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
