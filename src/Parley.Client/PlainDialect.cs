using System.Buffers;
using System.Text;

namespace Parley.Client;

/// <summary>Lines of text: Parley's own plain door, and the select()-based servers of the tutorials.</summary>
/// <remarks>
/// Only Parley takes commands, and it is known by its welcome; to another server <c>/nick</c> is something said, which it
/// would pass on to everybody. Parley also ends every line, so that a line may come as slowly as it likes; another server
/// may end none.
/// </remarks>
internal sealed class PlainDialect(string? nick, ChatClientOptions options) : Dialect
{
    private static ReadOnlySpan<byte> ParleyWelcome => "Welcome to Parley"u8;

    private bool _isParley;

    public override bool Echoes => false;

    public override bool TakesCommands => _isParley;

    public override string? Nick => _isParley ? nick : null;

    public override async Task<IncomingLines> GreetAsync(Connection connection, CancellationToken cancellationToken)
    {
        _isParley = await HearWelcomeAsync(connection, cancellationToken);
        if (_isParley && nick is not null) await connection.SendAsync(Encode($"/nick {nick}"), SendSpacing, cancellationToken);
        return new IncomingLines(connection.Input, _isParley ? Framing.Newline : Framing.NewlineOrPause, options);
    }

    public override byte[] Encode(string line) => Encoding.UTF8.GetBytes(line + "\n");

    /// <summary>Looks at the first words, without taking them, until it is clear whether they are Parley's.</summary>
    private async Task<bool> HearWelcomeAsync(Connection connection, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.GreetingWait, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            while (true)
            {
                var result = await connection.Input.ReadAsync(either.Token);
                var start = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, ParleyWelcome.Length)).ToArray();
                if (start.Length == ParleyWelcome.Length || result.IsCompleted || !ParleyWelcome.StartsWith(start))
                {
                    connection.Input.AdvanceTo(result.Buffer.Start);
                    return ParleyWelcome.SequenceEqual(start);
                }

                connection.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
