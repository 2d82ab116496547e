using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Parley.EndToEnd.Tests.Processes;

/// <summary>A program that a test has started. It and its children are killed when the test is done with it.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _title;
    private readonly Process _process;
    private readonly Task _recording;

    private RunningProcess(string title, Process process)
    {
        _title = title;
        _process = process;
        Output = new Transcript($"The output of {title}");
        Errors = new Transcript($"The standard error of {title}");
        _recording = Task.WhenAll(
            Output.RecordAsync(process.StandardOutput.BaseStream),
            Errors.RecordAsync(process.StandardError.BaseStream));
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>What it prints.</summary>
    public Transcript Output { get; }

    /// <summary>What it prints to standard error.</summary>
    public Transcript Errors { get; }

    /// <param name="program">A path, or a name that the system finds.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="directory">Where it runs; an empty place of no meaning if null.</param>
    public static RunningProcess Start(string program, IEnumerable<string> arguments, string? directory = null)
    {
        string[] command = [.. ListeningToSignals(), program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            WorkingDirectory = directory ?? AppContext.BaseDirectory,
        };

        // Nothing of the machine's own settings reaches the programs: neither a language nor an operator's server.
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToArray()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TERM"] = "xterm";
        start.Environment["DOTNET_ROOT"] = DotnetRoot();
        var title = string.Join(' ', [Path.GetFileName(program), .. arguments]);
        return new RunningProcess(title, Process.Start(start)!);
    }

    /// <summary>Types a line and Enter.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteAsync($"{line}\n");
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends its input, as Ctrl-D does.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Sends a signal by its name, such as TERM.</summary>
    public async Task SignalAsync(string name)
    {
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends it at once, with SIGKILL where there is such a thing.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits until it has ended and all that it printed is there.</summary>
    public async Task<int> ExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Transcript.Patience);
            await _recording.WaitAsync(Transcript.Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{_title} did not end within {Transcript.Patience.TotalSeconds:0} s. It showed:\n{Output.Text}\n{Errors.Text}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        await _recording.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // What a shell runs in the background ignores the interrupt, and what nohup runs the hangup; so does all that is started from there.
    private static string[] ListeningToSignals() => OperatingSystem.IsLinux() ? ["env", "--default-signal=HUP,INT,QUIT"] : [];

    private static bool IsForeign(string name) =>
        name.StartsWith("PARLEY_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TMUX", StringComparison.Ordinal);

    // The executable looks for the runtime where installers put it. Ours may be anywhere: it is where the tests' own one is.
    private static string DotnetRoot() =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
}
