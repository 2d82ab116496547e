using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>Clients that are told what to do through a pipe in the file system, and write what they see into files.</summary>
internal static class CommandFile
{
    /// <summary>Writes a line into a pipe, as <c>echo</c> does, when it is there.</summary>
    public static async Task WriteAsync(string path, string line)
    {
        await using var echo = RunningProcess.Start("sh", ["-c", "while ! [ -p \"$1\" ]; do sleep 0.1; done; printf '%s\\n' \"$2\" > \"$1\"", "sh", path, line]);
        Assert.Equal(0, await echo.ExitAsync());
    }

    /// <summary>Follows a file until a text is there, as <c>tail -F</c> does.</summary>
    public static async Task ReadAsync(string path, string expected)
    {
        await using var tail = RunningProcess.Start("tail", ["-n", "+1", "-F", path]);
        await tail.Output.WaitForAsync(expected);
    }
}
