using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>sic, the simplest of IRC clients: lines in, lines out; after a colon it sends them as they are.</summary>
public sealed class SicTests
{
    [Fact]
    public async Task Sic_chats_both_ways_and_rules_its_channel()
    {
        Requirement.Programs("sic");
        using var directory = new TemporaryDirectory();
        await using var others = await Onlookers.ComeAsync(directory);
        await using var sic = RunningProcess.Start("sic", ["-h", "127.0.0.1", "-p", others.Port, "-n", "simon"]);

        await sic.Output.WaitForAsync("Welcome to the Parley network");
        await sic.TypeAsync(":j #lobby");
        await others.SeeAsync("simon joined!", "*** simon joined");
        await sic.TypeAsync("hello from sic");
        await others.SeeAsync("simon: hello from sic", "<simon> hello from sic");
        await others.Nc.TypeAsync("hello to sic");
        await sic.Output.WaitForAsync("<nell> hello to sic");
        await others.Python.SayAsync("hello from python");
        await sic.Output.WaitForAsync("<clara> hello from python");
        await sic.TypeAsync(":TOPIC #lobby :all about sic");
        await others.SeeAsync("simon set the topic: all about sic", "*** simon set the topic: all about sic");

        await sic.TypeAsync(":j #tea");
        await sic.Output.WaitForAsync("@simon");
        await others.Nc.TypeAsync("/join tea");
        await others.Nc.Output.WaitForAsync("*** you are in #tea");
        await sic.TypeAsync(":MODE #tea +b nell!*@*");
        await others.Nc.Output.WaitForAsync("*** simon banned nell!*@*");
        await sic.TypeAsync(":KICK #tea nell :no sugar");
        await others.Nc.Output.WaitForAsync("*** simon sent you away from #tea: no sugar");

        await sic.TypeAsync(":AWAY :lunch");
        await sic.Output.WaitForAsync("You have been marked as being away");
        await others.Nc.TypeAsync("/msg simon are you there");
        await others.Nc.Output.WaitForAsync("*** simon is away: lunch");
        await sic.TypeAsync(":NICK sam");
        await others.SeeAsync("simon is now called sam!", "*** simon is now called sam");
        await sic.TypeAsync(":QUIT :so long");
        await others.SeeAsync("sam left!", "*** sam left (Quit: so long)");
    }
}
