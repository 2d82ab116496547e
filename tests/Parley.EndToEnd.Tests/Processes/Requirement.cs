namespace Parley.EndToEnd.Tests.Processes;

/// <summary>Programs of the machine that some tests need.</summary>
/// <remarks>Where one is missing the test is skipped; on the build server, which installs them all, that is a failure.</remarks>
internal static class InstalledPrograms
{
    private static readonly bool IsBuildServer =
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Skips or fails the test that runs now if one of them is missing.</summary>
    public static void Require(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (IsInstalled(name)) continue;
            var reason = $"The program '{name}' is not installed.";
            if (IsBuildServer) Assert.Fail(reason);
            Assert.Skip(reason);
        }
    }

    private static bool IsInstalled(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, name)) || File.Exists(Path.Combine(directory, name + ".exe")));
}
