using System.Globalization;
using System.Runtime.CompilerServices;
using Parley.Server.Storage.Sqlite;

namespace Parley.Cli.History;

/// <summary>Which events <c>parley log</c> prints.</summary>
/// <param name="Room">Those of this room; null for all.</param>
/// <param name="After">Those after this place; null for the start.</param>
/// <param name="Before">Those before this place; null for the end.</param>
/// <param name="Limit">So many of them, the newest; null for all.</param>
internal sealed record Wanted(RoomName? Room, string? After, string? Before, int? Limit)
{
    /// <summary>Those that somebody did who was called so, or had this account; null for anybody.</summary>
    public string? Who { get; init; }

    /// <summary>Those of these kinds; none for all.</summary>
    public IReadOnlyCollection<string> Kinds { get; init; } = [];

    /// <summary>Those whose line has this text in it, in whatever case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a text names a place: by a sequence or a time.</summary>
    public static bool IsPlace(string text) => IsSequence(text, out _) || TimeText.TryParse(text, DateTimeOffset.UnixEpoch, out _);

    /// <summary>Reads them, in order.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    public async IAsyncEnumerable<Event> ReadAsync(SqliteEventLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = After is null ? Sequence.Start : IsSequence(After, out var sequence) ? sequence : await FindAsync(log, After, cancellationToken);
        var before = Before is null ? new Sequence(long.MaxValue)
            : IsSequence(Before, out var end) ? end : (await FindAsync(log, Before, cancellationToken)).Next;
        var newest = new Queue<Event>();
        await foreach (var stored in Room is { } name ? log.ReadRoomsCalledAsync(name, after, before, cancellationToken) : log.ReadAsync(after, cancellationToken))
        {
            if (stored.Sequence >= before) break;
            if (!Fits(stored)) continue;
            if (Limit is not { } limit)
            {
                yield return stored;
                continue;
            }

            newest.Enqueue(stored);
            if (newest.Count > limit) newest.Dequeue();
        }

        foreach (var stored in newest) yield return stored;
    }

    private bool Fits(Event stored) =>
        (Kinds.Count == 0 || Kinds.Contains(EventCodec.KindOf(stored)))
        && (Who is null || IsCalled(stored.By.Nick.Value) || (stored.By.Account is { } account && IsCalled(account.Value)))
        && (Text is null || LogLine.ToText(stored).Contains(Text, StringComparison.OrdinalIgnoreCase));

    private bool IsCalled(string name) => name.Equals(Who, StringComparison.OrdinalIgnoreCase);

    private static bool IsSequence(string text, out Sequence sequence)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        sequence = new Sequence(number);
        return isNumber;
    }

    private static async ValueTask<Sequence> FindAsync(SqliteEventLog log, string time, CancellationToken cancellationToken) =>
        TimeText.TryParse(time, TimeProvider.System.GetUtcNow(), out var at) ? await log.FindAsync(at, cancellationToken) : Sequence.Start;
}
