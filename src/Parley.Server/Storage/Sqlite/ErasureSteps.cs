using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Erases step by step, between the appends, so that nobody waits for the whole of it; then empties the write-ahead log of what was erased.</summary>
/// <remarks>What is left of it is written down, so the next start goes on with it too. For the writer's thread.</remarks>
/// <param name="path">The database file.</param>
/// <param name="inserts">Takes the steps.</param>
/// <param name="checkpoints">Empties the write-ahead log.</param>
internal sealed class ErasureSteps(string path, EventInserts inserts, Checkpoints checkpoints)
{
    /// <summary>
    /// How long after a step that failed, or after a try to empty the write-ahead log, the next may come: each holds up what is to be
    /// stored.
    /// </summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private bool _hasMore = true;
    private bool _hasErased;
    private long? _failedAt;
    private long _emptyingTried;

    /// <summary>Raised after each step: with why it failed, or null.</summary>
    public event Action<string?>? Tried;

    /// <summary>How long there is nothing to do here.</summary>
    public TimeSpan Rest =>
        _hasMore && _failedAt is null ? TimeSpan.Zero
        : _hasMore || _hasErased ? RetryInterval
        : Timeout.InfiniteTimeSpan;

    /// <summary>An event asks for something to be erased.</summary>
    public void Expect(Erasure erasure)
    {
        _hasMore |= !erasure.IsOfOne;
        _hasErased = true;
    }

    /// <summary>Does what is to be done now.</summary>
    public void Next()
    {
        if (_hasMore && (_failedAt is not { } failed || IsOver(failed))) Erase();
        if (_hasErased && (!_hasMore || _failedAt is not null) && IsOver(_emptyingTried)) TryEmpty();
    }

    private static bool IsOver(long tried) => Stopwatch.GetElapsedTime(tried) >= RetryInterval;

    private void Erase()
    {
        string? failure = null;
        try
        {
            inserts.Begin();
            _hasMore = inserts.EraseNext();
            inserts.Commit();
            _hasErased |= _hasMore;
            _failedAt = null;
        }
        catch (Exception e) when (e is SqliteException or EventLogException)
        {
            inserts.Rollback();
            _hasMore = true;
            _failedAt = Stopwatch.GetTimestamp();
            failure = e is SqliteException refusal ? refusal.About(path).Message : $"{path}: {e.Message}";
        }

        Tried?.Invoke(failure);
    }

    // Until then what was overwritten stands in the database file, and further up in the write-ahead log.
    private void TryEmpty()
    {
        _hasErased = !checkpoints.TryEmpty();
        _emptyingTried = Stopwatch.GetTimestamp();
    }
}
