using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>sic, the simplest of IRC clients: lines in, lines out.</summary>
public sealed class SicTests
{
    [Fact]
    public async Task Sic_chats_both_ways()
    {
        Requirement.Programs("sic");
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory["data"], ServerProcess.AnyPlain, "irc://127.0.0.1:0");
        await using var plain = await LineConnection.JoinPlainAsync(server.Plain, "nell");
        await using var sic = RunningProcess.Start(
            "sic", ["-h", "127.0.0.1", "-p", server.Doors[1].Port.ToString(CultureInfo.InvariantCulture), "-n", "simon"]);

        await sic.Output.WaitForAsync("Welcome to the Parley network");
        await sic.TypeAsync(":j #lobby");
        await plain.Received.WaitForAsync("*** simon joined");
        await sic.TypeAsync("hello from sic");
        await plain.Received.WaitForAsync("<simon> hello from sic");
        await plain.SendAsync("hello to sic\n");
        await sic.Output.WaitForAsync("<nell> hello to sic");
    }
}
