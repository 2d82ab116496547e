using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>ii, whose rooms are files.</summary>
public sealed class IiTests
{
    [Fact]
    public async Task Ii_chats_both_ways()
    {
        Requirement.Programs("ii");
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory["data"], ServerProcess.AnyPlain, "irc://127.0.0.1:0");
        await using var plain = await LineConnection.JoinPlainAsync(server.Plain, "nell");
        var port = server.Doors[1].Port.ToString(CultureInfo.InvariantCulture);
        await using var ii = RunningProcess.Start("ii", ["-i", directory["ii"], "-s", "127.0.0.1", "-p", port, "-n", "igor"]);
        var room = Path.Combine(directory["ii"], "127.0.0.1");

        await ReadAsync(Path.Combine(room, "out"), "Welcome to the Parley network");
        await WriteAsync(Path.Combine(room, "in"), "/j #lobby");
        await plain.Received.WaitForAsync("*** igor joined");
        await WriteAsync(Path.Combine(room, "#lobby", "in"), "hello from ii");
        await plain.Received.WaitForAsync("<igor> hello from ii");
        await plain.SendAsync("hello to ii\n");
        await ReadAsync(Path.Combine(room, "#lobby", "out"), "<nell> hello to ii");
    }

    /// <summary>Writes a line into a pipe, as <c>echo</c> does.</summary>
    private static async Task WriteAsync(string path, string line)
    {
        await using var echo = RunningProcess.Start("sh", ["-c", "while ! [ -p \"$1\" ]; do sleep 0.1; done; printf '%s\\n' \"$2\" > \"$1\"", "sh", path, line]);
        Assert.Equal(0, await echo.ExitAsync());
    }

    /// <summary>Follows a file until a text is there, as <c>tail -F</c> does.</summary>
    private static async Task ReadAsync(string path, string expected)
    {
        await using var tail = RunningProcess.Start("tail", ["-n", "+1", "-F", path]);
        await tail.Output.WaitForAsync(expected);
    }
}
