namespace Parley.EndToEnd.Tests.Processes;

/// <summary>The real <c>parley</c> executable, as it was built for these tests.</summary>
internal static class ParleyCommand
{
    /// <summary>Where it is: beside the tests, because they reference its project.</summary>
    public static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Parley.Cli.exe" : "Parley.Cli");

    /// <summary>Starts it.</summary>
    public static RunningProcess Start(params IEnumerable<string> arguments) => RunningProcess.Start(Path, arguments);

    /// <summary>Runs it to its end, without input.</summary>
    public static async Task<Ended> RunAsync(params IEnumerable<string> arguments)
    {
        await using var process = Start(arguments);
        process.EndInput();
        return new Ended(await process.ExitAsync(), process.Output.Text, process.Errors.Text);
    }
}

/// <summary>What a program left behind.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors);
