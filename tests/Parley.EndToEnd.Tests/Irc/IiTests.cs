using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>ii, whose rooms are files; it has a command for nearly everything, and sends the rest as it is.</summary>
public sealed class IiTests
{
    [Fact]
    public async Task Ii_chats_both_ways_and_rules_its_channel()
    {
        Requirement.Programs("ii");
        using var directory = new TemporaryDirectory();
        await using var others = await Onlookers.ComeAsync(directory);
        await using var ii = RunningProcess.Start("ii", ["-i", directory["ii"], "-s", "127.0.0.1", "-p", others.Port, "-n", "igor"]);
        var server = Path.Combine(directory["ii"], "127.0.0.1");
        var (lobby, tea) = (Path.Combine(server, "#lobby"), Path.Combine(server, "#tea"));

        await CommandFile.ReadAsync(Path.Combine(server, "out"), "Welcome to the Parley network");
        await CommandFile.WriteAsync(Path.Combine(server, "in"), "/j #lobby");
        await others.SeeAsync("igor joined!", "*** igor joined");
        await CommandFile.WriteAsync(Path.Combine(lobby, "in"), "hello from ii");
        await others.SeeAsync("igor: hello from ii", "<igor> hello from ii");
        await others.Nc.TypeAsync("hello to ii");
        await CommandFile.ReadAsync(Path.Combine(lobby, "out"), "<nell> hello to ii");
        await others.Python.SayAsync("hello from python");
        await CommandFile.ReadAsync(Path.Combine(lobby, "out"), "<clara> hello from python");
        await CommandFile.WriteAsync(Path.Combine(lobby, "in"), "/t all about ii");
        await others.SeeAsync("igor set the topic: all about ii", "*** igor set the topic: all about ii");

        await CommandFile.WriteAsync(Path.Combine(server, "in"), "/j #tea");
        await CommandFile.ReadAsync(Path.Combine(tea, "out"), "igor");
        await others.Nc.TypeAsync("/join tea");
        await CommandFile.ReadAsync(Path.Combine(tea, "out"), "nell(plain@localhost) has joined #tea");
        await CommandFile.WriteAsync(Path.Combine(tea, "in"), "/MODE #tea +b nell!*@*");
        await others.Nc.Output.WaitForAsync("*** igor banned nell!*@*");
        await CommandFile.WriteAsync(Path.Combine(tea, "in"), "/KICK #tea nell :no sugar");
        await others.Nc.Output.WaitForAsync("*** igor sent you away from #tea: no sugar");

        await CommandFile.WriteAsync(Path.Combine(server, "in"), "/a lunch");
        await CommandFile.ReadAsync(Path.Combine(server, "out"), "You have been marked as being away");
        await others.Nc.TypeAsync("/msg igor are you there");
        await others.Nc.Output.WaitForAsync("*** igor is away: lunch");
        await CommandFile.WriteAsync(Path.Combine(server, "in"), "/n ivan");
        await others.SeeAsync("igor is now called ivan!", "*** igor is now called ivan");
        await CommandFile.WriteAsync(Path.Combine(server, "in"), "/q so long");
        await others.SeeAsync("ivan left!", "*** ivan left (Quit: so long)");
    }
}
