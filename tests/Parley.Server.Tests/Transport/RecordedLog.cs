using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Tests.Transport;

/// <summary>What the server says to its operator, from a level on.</summary>
internal sealed class RecordedLog(LogLevel level) : ILoggerProvider, ILogger, IAsyncDisposable
{
    /// <summary>The messages, each with its exception, in order.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Enqueue(exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => default;
}
