using Microsoft.Extensions.Logging;

namespace Parley.Server.Node;

/// <summary>Tells the operator what cannot be stored: at once, then now and then, and when it is over.</summary>
/// <remarks>Whoever speaks is refused anew each time: a line for each would bury all others, on a disk that may be full. For one thread at a time.</remarks>
internal sealed partial class StorageOutage(TimeProvider time, ILogger<StorageOutage> logger)
{
    /// <summary>How long it is silent between two lines, and how long nothing may fail until it is over.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private bool _isOn;
    private long _refused;
    private long _failedAt;
    private long _toldAt;

    /// <summary>Something could not be stored.</summary>
    /// <param name="why">Why; null when it could not because of what came before it.</param>
    /// <param name="requests">How many requests were refused for it.</param>
    public void OnFailed(string? why, int requests)
    {
        _refused += requests;
        _failedAt = time.GetTimestamp();
        if (why is null || (_isOn && time.GetElapsedTime(_toldAt) < Silence)) return;
        if (_isOn) Log.GoesOn(logger, why, _refused);
        else Log.Began(logger, why);
        _isOn = true;
        _toldAt = _failedAt;
    }

    /// <summary>Something has been stored.</summary>
    public void OnStored()
    {
        if (!_isOn || time.GetElapsedTime(_failedAt) < Silence) return;
        Log.Ended(logger, _refused);
        _isOn = false;
        _refused = 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Could not store: {Why}. Nobody saw it; the senders are told.")]
        public static partial void Began(ILogger logger, string why);

        [LoggerMessage(2, LogLevel.Error, "Still could not store: {Why}. {Count} requests were refused until now.")]
        public static partial void GoesOn(ILogger logger, string why, long count);

        [LoggerMessage(3, LogLevel.Information, "All is stored again. {Count} requests were refused meanwhile.")]
        public static partial void Ended(ILogger logger, long count);
    }
}
