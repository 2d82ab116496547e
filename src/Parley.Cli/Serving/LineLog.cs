using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Parley.Cli.Terminal;

namespace Parley.Cli.Serving;

/// <summary>The server's log as lines for a person: <c>11:32:20 Nickname is bob</c>.</summary>
/// <remarks>
/// Lines that come within <see cref="Delay"/> leave in one write, so that thousands who come and go do not cost thousands of writes;
/// what waits is written when this is disposed of. Nobody who logs waits for a terminal that takes nothing: beyond
/// <see cref="WaitingMax"/> lines are left out, and it is said how many. Safe from any thread.
/// </remarks>
internal sealed class LineLog : ILoggerProvider, ILogger
{
    /// <summary>How much later than it happened a line may be written.</summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the last lines are waited for: a terminal that takes nothing must not keep the server from ending.</summary>
    private static readonly TimeSpan LastWordsMax = TimeSpan.FromSeconds(1);

    /// <summary>How many characters may wait to be written.</summary>
    internal const int WaitingMax = 1 << 20;

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _outputLock = new();
    private readonly Lock _lock = new();
    private StringBuilder _waiting = new();
    private StringBuilder _inHand = new();
    private int _leftOut;
    private bool _isDue;
    private bool _isDisposed;

    /// <summary>Writes to the standard output.</summary>
    public LineLog()
        : this(new StreamWriter(Console.OpenStandardOutput(), Console.OutputEncoding), TimeProvider.System)
    {
    }

    /// <summary>Writes elsewhere, by another clock. The output stays the caller's.</summary>
    internal LineLog(TextWriter output, TimeProvider time)
    {
        _output = output;
        _time = time;
        _timer = time.CreateTimer(_ => Write(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var level = logLevel switch
        {
            LogLevel.Warning => "warning: ",
            LogLevel.Error => "error: ",
            LogLevel.Critical => "critical: ",
            _ => "",
        };
        var message = TerminalText.Clean(formatter(state, exception));
        lock (_lock)
        {
            if (_waiting.Length > WaitingMax) _leftOut++;
            else Add(level, message, exception);
            if (_isDue) return;
            _isDue = true;
        }

        _timer.Change(Delay, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _timer.Dispose();
        Task.Run(Write).Wait(LastWordsMax);
    }

    private void Add(string level, string message, Exception? exception)
    {
        _waiting.Append(CultureInfo.InvariantCulture, $"{_time.GetLocalNow():HH:mm:ss} {level}{message}").AppendLine();
        if (exception is not null) _waiting.Append(exception).AppendLine();
    }

    private void Write()
    {
        lock (_outputLock)
        {
            lock (_lock)
            {
                _isDue = false;
                if (_leftOut > 0) Add("warning: ", $"{_leftOut} lines are left out here: they could not be written", null);
                _leftOut = 0;
                (_waiting, _inHand) = (_inHand, _waiting);
            }

            try
            {
                _output.Write(_inHand);
                _output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads it any more; that must not stop a server.
            }

            _inHand.Clear();
        }
    }
}
