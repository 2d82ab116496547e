using System.Globalization;
using Xunit.Sdk;

namespace Parley.EndToEnd.Tests.Processes;

/// <summary>A terminal, with a program on it, that a test types on and looks at.</summary>
/// <remarks>A tmux server of its own. A second tmux, in control mode, tells when the screen may have changed.</remarks>
internal sealed class TmuxTerminal : IAsyncDisposable
{
    private readonly string _socket;
    private readonly RunningProcess _changes;

    private TmuxTerminal(string socket)
    {
        _socket = socket;
        _changes = RunningProcess.Start("tmux", ["-L", socket, "-C", "attach"]);
    }

    /// <summary>Starts a program of the shell on a terminal of a size in characters; its exit code is shown when it ends.</summary>
    public static async Task<TmuxTerminal> StartAsync(string command, int columns = 80, int rows = 24)
    {
        Requirement.Programs("tmux");
        var socket = $"parley-{Guid.NewGuid():N}";
        await RunAsync(socket, "-f", "/dev/null", "-u", "new-session", "-d", "-x", Digits(columns), "-y", Digits(rows),
            $"{command}; echo \"[exit code $?]\"; exec cat");
        await RunAsync(socket, "set-option", "-g", "window-size", "manual");
        return new TmuxTerminal(socket);
    }

    /// <summary>Types characters.</summary>
    public Task TypeAsync(string text) => RunAsync(_socket, "send-keys", "-l", text);

    /// <summary>Presses a key by tmux's name for it, such as Enter.</summary>
    public Task PressAsync(string key) => RunAsync(_socket, "send-keys", key);

    /// <summary>Changes its width.</summary>
    public Task ResizeAsync(int columns) => RunAsync(_socket, "resize-window", "-x", Digits(columns));

    /// <summary>What is on the screen, and what has scrolled off it, without the empty lines at the end.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync()
    {
        var text = await RunAsync(_socket, "capture-pane", "-p", "-S", "-");
        return text.TrimEnd('\n').Split('\n');
    }

    /// <summary>Waits until a line stands there alone.</summary>
    public Task<IReadOnlyList<string>> ShowsLineAsync(string line) => ShowsAsync($"the line '{line}'", lines => lines.Contains(line));

    /// <summary>Waits until the last line is this one.</summary>
    public Task<IReadOnlyList<string>> ShowsLastLineAsync(string line) => ShowsAsync($"'{line}' last", lines => lines[^1] == line);

    /// <summary>Waits until what it shows is as expected.</summary>
    public async Task<IReadOnlyList<string>> ShowsAsync(string expected, Func<IReadOnlyList<string>, bool> isShown)
    {
        while (true)
        {
            var seen = _changes.Output.Length;
            var lines = await ReadAsync();
            if (isShown(lines)) return lines;
            try
            {
                await _changes.Output.WaitForMoreAsync(than: seen);
            }
            catch (XunitException)
            {
                Assert.Fail($"The terminal did not show {expected}, but:\n{string.Join('\n', await ReadAsync())}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(_socket, "kill-server");
        await _changes.DisposeAsync();
    }

    private static async Task<string> RunAsync(string socket, params IEnumerable<string> arguments)
    {
        await using var tmux = RunningProcess.Start("tmux", ["-L", socket, .. arguments]);
        var exitCode = await tmux.ExitAsync();
        Assert.True(exitCode == 0, tmux.Errors.Text);
        return tmux.Output.Text;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
