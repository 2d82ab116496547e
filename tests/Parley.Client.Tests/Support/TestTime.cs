namespace Parley.Client.Tests;

/// <summary>The only clock of the tests: how long one of them may take before it has failed.</summary>
internal static class TestTime
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(30);

    /// <summary>A client that waits for its server, however long that takes.</summary>
    public static ChatClientOptions Patient => new() { ConnectTimeout = Max, GreetingWait = Max };

    public static CancellationToken Limit => new CancellationTokenSource(Max).Token;
}

/// <summary>A clock that stands still until it is told.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimeSpan> _set = [];
    private readonly List<(TimeSpan DueTime, int Times, TaskCompletionSource Reached)> _awaited = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var now = Interlocked.Add(ref _now, time.Ticks);
        ManualTimer[] due;
        lock (_timers) due = [.. _timers.Where(timer => timer.DueAt <= now)];
        foreach (var timer in due)
        {
            timer.Dispose();
            timer.Fire();
        }
    }

    /// <summary>A timer has been set to this time, and so often: the barrier before <see cref="Advance"/>.</summary>
    public Task WhenSetAsync(TimeSpan dueTime, int times = 1)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_timers)
        {
            _awaited.Add((dueTime, times, reached));
            Look();
        }

        return reached.Task.WaitAsync(TestTime.Limit);
    }

    private void Look()
    {
        foreach (var (dueTime, times, reached) in _awaited)
        {
            if (_set.Count(one => one == dueTime) >= times) reached.TrySetResult();
        }
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public long DueAt { get; private set; }

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._timers)
            {
                time._timers.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;
                DueAt = time._now + dueTime.Ticks;
                time._timers.Add(this);
                time._set.Add(dueTime);
                time.Look();
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._timers) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
