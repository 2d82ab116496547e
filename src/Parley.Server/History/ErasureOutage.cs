using Microsoft.Extensions.Logging;

namespace Parley.Server.History;

/// <summary>Tells the operator that what is to be erased cannot be: once, and when it goes on.</summary>
/// <remarks>Who asked for it has been told that it is done. For one thread at a time.</remarks>
internal sealed partial class ErasureOutage(ILogger<ErasureOutage> logger)
{
    private bool _isOn;

    /// <summary>The log has taken a step of erasing.</summary>
    /// <param name="failure">Why it failed; null when it did not.</param>
    public void OnTried(string? failure)
    {
        if (failure is not null && !_isOn) Log.Began(logger, failure);
        if (failure is null && _isOn) Log.Ended(logger);
        _isOn = failure is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What is to be erased cannot be: {Why}. It is tried again.")]
        public static partial void Began(ILogger logger, string why);

        [LoggerMessage(2, LogLevel.Information, "What is to be erased is being erased again.")]
        public static partial void Ended(ILogger logger);
    }
}
