using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Tests.Processes;

/// <summary>All that a program has printed or a connection has brought so far, as text that can be waited for.</summary>
/// <remarks>Safe from any thread. Holds at most <see cref="LengthMax"/> characters; what comes later is dropped.</remarks>
internal sealed class Transcript(string title)
{
    /// <summary>How long anything is waited for: far longer than it takes on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A tutorial's client prints empty lines for ever once its server is gone.
    private const int LengthMax = 32 * 1024 * 1024;
    private const int ShownMax = 8000;

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _changed = NewSignal();
    private bool _isComplete;

    /// <summary>Everything up to now.</summary>
    public string Text
    {
        get
        {
            lock (_lock) return _text.ToString();
        }
    }

    /// <summary>Where the next text will stand.</summary>
    public int Length
    {
        get
        {
            lock (_lock) return _text.Length;
        }
    }

    /// <summary>Takes in a stream to its end, however that comes.</summary>
    public async Task RecordAsync(Stream stream)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[16 * 1024];
        var characters = new char[bytes.Length + 2];
        try
        {
            while (await stream.ReadAsync(bytes) is var count and > 0)
                Append(characters.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false)));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The connection was reset, or the pipe closed at our end.
        }
        finally
        {
            Complete();
        }
    }

    /// <summary>Waits until a text stands at a place or later.</summary>
    /// <returns>The place right behind it.</returns>
    public async Task<int> WaitForAsync(string expected, int from = 0) =>
        from + await WaitAsync($"\"{expected}\"", from, text => text.IndexOf(expected, StringComparison.Ordinal) is var at and >= 0
            ? at + expected.Length
            : null);

    /// <summary>Waits until a pattern matches.</summary>
    public async Task<Match> WaitForAsync(Regex expected)
    {
        await WaitAsync($"/{expected}/", 0, text => expected.Match(text) is { Success: true } match ? match.Index : null);
        return expected.Match(Text);
    }

    /// <summary>Waits until there is more than there was.</summary>
    public Task WaitForMoreAsync(int than) => WaitAsync("anything more", than, text => text.Length > 0 ? text.Length : null);

    /// <summary>Waits until nothing more will come.</summary>
    public async Task WaitForEndAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_isComplete) return;
                changed = _changed.Task;
            }

            await WaitAsync(changed, started, "the end");
        }
    }

    private async Task<int> WaitAsync(string expected, int from, Func<string, int?> find)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            Task changed;
            string text;
            bool isComplete;
            lock (_lock)
            {
                text = _text.ToString(from, _text.Length - from);
                isComplete = _isComplete;
                changed = _changed.Task;
            }

            if (find(text) is { } found) return found;
            if (isComplete) Assert.Fail($"{title} ended without {expected}. {Shown()}");
            await WaitAsync(changed, started, expected);
        }
    }

    private async Task WaitAsync(Task changed, long started, string expected)
    {
        var left = Patience - Stopwatch.GetElapsedTime(started);
        try
        {
            if (left <= TimeSpan.Zero) throw new TimeoutException();
            await changed.WaitAsync(left, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{title} did not show {expected} within {Patience.TotalSeconds:0} s. {Shown()}");
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_text.Length < LengthMax) _text.Append(text);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private void Complete()
    {
        lock (_lock) _isComplete = true;
        Append([]);
    }

    private string Shown()
    {
        var text = Text;
        return text.Length <= ShownMax
            ? $"It showed:\n{text}"
            : $"Of what it showed, {text.Length} characters, these are the last {ShownMax}:\n{text[^ShownMax..]}";
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
