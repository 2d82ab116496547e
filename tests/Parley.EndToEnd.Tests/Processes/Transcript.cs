using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace Parley.EndToEnd.Tests.Processes;

/// <summary>All that a program has printed or a connection has brought so far, as text that can be waited for.</summary>
/// <remarks>Safe from any thread. Holds at most <see cref="LengthMax"/> characters; what comes later is dropped.</remarks>
internal sealed class Transcript(string title)
{
    /// <summary>How long anything is waited for: far longer than it takes on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A tutorial's client prints empty lines for ever once its server is gone.
    private const int LengthMax = 32 * 1024 * 1024;
    private const int ShownMax = 3000;

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
    /// <returns>The place right behind it; null when it all ended without it.</returns>
    public Task<int?> FindAsync(string expected, int from = 0) => FindAsync($"'{expected}'", from, text =>
        text.IndexOf(expected, StringComparison.Ordinal) is var at and >= 0 ? at + expected.Length : null);

    /// <summary>As <see cref="FindAsync(string, int)"/>; that it does not come is a failure.</summary>
    public async Task<int> WaitForAsync(string expected, int from = 0) =>
        await FindAsync(expected, from) ?? throw EndedWithout($"'{expected}'");

    /// <summary>Waits until a pattern matches.</summary>
    public async Task<Match> WaitForAsync(Regex expected)
    {
        if (await FindAsync($"/{expected}/", 0, text => expected.Match(text) is { Success: true, Index: var at } ? at : null) is null)
            throw EndedWithout($"/{expected}/");
        return expected.Match(Text);
    }

    /// <summary>Waits until there is more than there was.</summary>
    public async Task WaitForMoreAsync(int than)
    {
        if (await FindAsync("anything more", than, text => text.Length > 0 ? text.Length : null) is null)
            throw EndedWithout("anything more");
    }

    /// <summary>Waits until nothing more will come.</summary>
    public Task WaitForEndAsync() => FindAsync("its end", Length, _ => null);

    private async Task<int?> FindAsync(string expected, int from, Func<string, int?> find)
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

            if (find(text) is { } found) return from + found;
            if (isComplete) return null;
            try
            {
                var left = Patience - Stopwatch.GetElapsedTime(started);
                await changed.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                throw new XunitException($"{title} did not show {expected} within {Patience.TotalSeconds:0} s. {Shown()}");
            }
        }
    }

    private XunitException EndedWithout(string expected) => new($"{title} ended without {expected}. {Shown()}");

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
