using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Server.History;

/// <summary>Lets the index of words follow the log, behind everything else.</summary>
/// <remarks>
/// One task reads the log from the index's own cursor. It takes a fortieth of its time at the most, so that it does not show
/// beside the traffic, unless somebody searches: then it goes on until it has what they may find. While there is traffic it
/// looks often, so that this is little.
/// </remarks>
internal sealed partial class MessageIndexer(IEventLog log, IMessageIndex index, TimeProvider time, ILogger<MessageIndexer> logger)
    : IHostedService, IAsyncDisposable
{
    private const int BatchEvents = 1024;

    /// <summary>How much longer it rests than it has worked.</summary>
    private const int RestFactor = 39;

    private static readonly TimeSpan IdleRest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RestMin = TimeSpan.FromMilliseconds(100);
    /// <summary>How soon what was erased is taken out of the index's segments again: each time all of the index is written anew.</summary>
    private static readonly TimeSpan TidyPeriod = TimeSpan.FromHours(1);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<(Sequence Place, TaskCompletionSource Reached)> _waiting = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private long? _tidiedAt;
    private bool _isTidying;
    private bool _isDisposed;

    /// <summary>Sees whether the index is of this log, before anybody is there to search or to speak.</summary>
    /// <exception cref="EventLogException">It is not, and cannot be begun anew.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ClearIfForeignAsync(cancellationToken);
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
    }

    /// <summary>Completes when the index has this event, or cannot be brought so far now.</summary>
    public Task CatchUpAsync(Sequence place)
    {
        lock (_lock)
        {
            if (index.Cursor.Place >= place || _running.IsCompleted) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((place, reached));
            _wake.Release();
            return reached.Task;
        }
    }

    /// <summary>Stops it too: a server that could not start is disposed of without having been stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await StopAsync(CancellationToken.None);
        _wake.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await using var timer = time.CreateTimer(_ => _wake.Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (!_stopping.IsCancellationRequested)
        {
            var rest = RetryAfter;
            try
            {
                var begun = time.GetTimestamp();
                var asked = CountWaiting();
                var count = await AdvanceAsync();
                Answer(evenIfBehind: count == 0 ? asked : 0);
                var isTidy = count == BatchEvents || CountWaiting() > 0 || !await TidyAsync();
                var worked = time.GetElapsedTime(begun);
                rest = count == 0 && isTidy ? IdleRest : Longest(worked * RestFactor, RestMin);
            }
            catch (EventLogException e)
            {
                Log.IndexFailed(logger, e.Message);
                Answer(evenIfBehind: int.MaxValue);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            if (CountWaiting() > 0) continue;
            timer.Change(rest, Timeout.InfiniteTimeSpan);
            try
            {
                await _wake.WaitAsync(_stopping.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        Answer(evenIfBehind: int.MaxValue);
    }

    /// <summary>An index that does not fit the log, because one of them was put here from elsewhere, is begun anew.</summary>
    private async Task ClearIfForeignAsync(CancellationToken cancellationToken)
    {
        var (place, at) = index.Cursor;
        if (place == Sequence.Start) return;
        if (await log.ReadEventsAsync([place], cancellationToken) is [var known] && known.At == at) return;
        Log.IndexForeign(logger);
        await index.ClearAsync(cancellationToken);
    }

    /// <summary>Takes in what comes next; the result is how much that was, nothing when there is no more.</summary>
    private async Task<int> AdvanceAsync()
    {
        var events = await log.ReadIndexedAsync(index.Cursor.Place, BatchEvents, _stopping.Token);
        if (events.Count > 0) await index.AddAsync(events, _stopping.Token);
        return events.Count;
    }

    /// <summary>Takes a step of taking out what was erased, if its time has come; the result is whether there is more to do.</summary>
    private async Task<bool> TidyAsync()
    {
        if (_tidiedAt is { } last && time.GetElapsedTime(last) < TidyPeriod) return false;
        var isMore = await index.TidyAsync(_stopping.Token);
        if (_isTidying && !isMore) _tidiedAt = time.GetTimestamp();
        _isTidying = isMore;
        return isMore;
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private int CountWaiting()
    {
        lock (_lock) return _waiting.Count;
    }

    /// <summary>Lets those go who wait for what the index has by now, and so many of the first whatever it has.</summary>
    private void Answer(int evenIfBehind)
    {
        lock (_lock)
        {
            for (var i = 0; i < _waiting.Count; i++)
            {
                if (i < evenIfBehind || _waiting[i].Place <= index.Cursor.Place) _waiting[i].Reached.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Reached.Task.IsCompleted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The index for the search cannot be kept up: {Why}. It is tried again.")]
        public static partial void IndexFailed(ILogger logger, string why);

        [LoggerMessage(2, LogLevel.Information, "The index for the search is not of this log; it is made anew.")]
        public static partial void IndexForeign(ILogger logger);
    }
}
