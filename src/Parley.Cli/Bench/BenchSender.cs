using System.Diagnostics;
using System.Numerics;

namespace Parley.Cli.Bench;

/// <summary>One who speaks: sends the next message when an earlier one was seen by everybody else in the room.</summary>
internal sealed class BenchSender(BenchConnection connection, int number, BenchPlan plan, int hearers) : IDisposable
{
    /// <summary>The largest window.</summary>
    public const int WindowMax = 4096;

    private readonly SemaphoreSlim _window = new(plan.Window);
    private readonly int[] _seen = new int[(int)BitOperations.RoundUpToPowerOf2((uint)plan.Window)];

    /// <summary>How many it has sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Speaks until cancelled.</summary>
    public async Task SpeakAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _window.WaitAsync(cancellationToken);
                await SayAsync(Stopwatch.GetTimestamp());
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it is told to stop.
        }
    }

    /// <summary>Says the next message, which was to be said at a time.</summary>
    public async ValueTask SayAsync(long due)
    {
        await connection.SayAsync(new BenchMessage(number, Sent, due).ToText(plan.TextBytes));
        Sent++;
    }

    /// <summary>One more has seen a message. From any thread.</summary>
    public void OnSeen(long sequence)
    {
        ref var seen = ref _seen[sequence & (_seen.Length - 1)];
        if (Interlocked.Increment(ref seen) != hearers) return;
        Volatile.Write(ref seen, 0);
        _window.Release();
    }

    public void Dispose() => _window.Dispose();
}
