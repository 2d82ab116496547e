using System.Diagnostics;

namespace Parley.Cli.Bench;

/// <summary>Speaks in the quiet rooms, once a second in each and evenly spread, on a thread of its own.</summary>
/// <remarks>A message that is said late was due nevertheless, so nothing is hidden.</remarks>
internal sealed class QuietSpeaker(IReadOnlyList<BenchSender> senders)
{
    /// <summary>Speaks until cancelled, and once at least.</summary>
    /// <param name="from">When the first message is due: now, as a timestamp.</param>
    /// <param name="cancellationToken">Tells it to stop.</param>
    public Task SpeakAsync(long from, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Speak(from, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Speak(long from, CancellationToken cancellationToken)
    {
        var due = from;
        for (var i = 0; i == 0 || !WaitUntil(due, cancellationToken); i++)
        {
            senders[i % senders.Count].SayAsync(due).AsTask().GetAwaiter().GetResult();
            due += Stopwatch.Frequency / senders.Count;
        }
    }

    /// <summary>Waits for a time; true if it was cancelled.</summary>
    private static bool WaitUntil(long due, CancellationToken cancellationToken) => cancellationToken.WaitHandle.WaitOne(
        (int)Math.Max(0, Math.Ceiling((due - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency)));
}
