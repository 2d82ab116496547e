using System.Globalization;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Programs;

/// <summary>Starts the Python programs that Parley has to get along with.</summary>
internal static class PythonProgram
{
    /// <summary>The port that stands in the programs of seed 001.</summary>
    public const int SeedPort = 5500;

    /// <summary>A program of seed 001; with another port than its own if that is said, and else as it stands.</summary>
    /// <param name="file">Its file: <c>server.py</c> or <c>client.py</c>.</param>
    /// <param name="directory">Where the file is put.</param>
    /// <param name="port">The port to connect to or to listen on.</param>
    public static RunningProcess StartSeed(string file, TemporaryDirectory directory, int port)
    {
        Requirement.Programs("python3");
        var code = SeedText.Read("001").Program(file);
        var own = SeedPort.ToString(CultureInfo.InvariantCulture);
        Assert.Contains(own, code);
        File.WriteAllText(directory[file], code.Replace(own, port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return RunningProcess.Start("python3", ["-u", directory[file]]);
    }

    /// <summary>A program in <c>Python/</c>, written after a seed without code.</summary>
    public static RunningProcess Start(string file, int port)
    {
        Requirement.Programs("python3");
        var path = Path.Combine(AppContext.BaseDirectory, "Python", file);
        return RunningProcess.Start("python3", ["-u", path, port.ToString(CultureInfo.InvariantCulture)]);
    }
}
