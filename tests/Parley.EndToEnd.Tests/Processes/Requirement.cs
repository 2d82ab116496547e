namespace Parley.EndToEnd.Tests.Processes;

/// <summary>What a test needs of the machine that it runs on.</summary>
/// <remarks>
/// Where it is missing the test is skipped. The build server has everything, so there it is a failure: else a test that
/// never runs would look like one that passes.
/// </remarks>
internal static class Requirement
{
    private static readonly bool IsBuildServer =
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Programs that are found by their names.</summary>
    public static void Programs(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) Check(IsInstalled(name), $"The program '{name}' is not installed.");
    }

    /// <summary>Ports that nobody listens on: enough for our own server.</summary>
    public static void FreePorts(params ReadOnlySpan<int> ports)
    {
        foreach (var port in ports) Check(LoopbackPorts.IsFree(port), $"Port {port} is in use.");
    }

    /// <summary>A port as the tutorials' servers need it.</summary>
    public static void UntouchedPort(int port) =>
        Check(LoopbackPorts.IsUntouched(port), $"Port {port} is in use, or was a moment ago.");

    private static void Check(bool isMet, string reason)
    {
        if (isMet) return;
        if (IsBuildServer) Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static bool IsInstalled(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, name)) || File.Exists(Path.Combine(directory, name + ".exe")));
}
