using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>WeeChat without a screen: it is told what to do through a pipe, and keeps logs of what it sees.</summary>
public sealed class WeeChatTests
{
    [Fact]
    public async Task WeeChat_chats_both_ways_and_rules_its_channel()
    {
        Requirement.Programs("weechat-headless");
        using var directory = new TemporaryDirectory();
        await using var others = await Onlookers.ComeAsync(directory);
        await using var weechat = Start(directory, others.Port, isSecure: false);
        await others.SeeAsync("wanda joined!", "*** wanda joined");
        await SeesAsync(directory, "#lobby", "(~wanda@localhost) has joined #lobby");
        await TellAsync(directory, "irc.parley.#lobby", "hello from weechat");
        await others.SeeAsync("wanda: hello from weechat", "<wanda> hello from weechat");
        await others.Nc.TypeAsync("hello to weechat é");
        await SeesAsync(directory, "#lobby", "nell\thello to weechat é");
        await others.Python.SayAsync("hello from python");
        await SeesAsync(directory, "#lobby", "clara\thello from python");
        await TellAsync(directory, "irc.parley.#lobby", "/topic all about weechat");
        await others.SeeAsync("wanda set the topic: all about weechat", "*** wanda set the topic: all about weechat");
        await TellAsync(directory, "irc.parley.#lobby", "/me dances");
        await others.SeeAsync("* wanda dances", "* wanda dances");

        await TellAsync(directory, "irc.server.parley", "/join #tea");
        await SeesAsync(directory, "#tea", "(~wanda@localhost) has joined #tea");
        await others.Nc.TypeAsync("/join tea");
        await SeesAsync(directory, "#tea", "(plain@localhost) has joined #tea");
        await TellAsync(directory, "irc.parley.#tea", "/ban nell!*@*");
        await others.Nc.Output.WaitForAsync("*** wanda banned nell!*@*");
        await TellAsync(directory, "irc.parley.#tea", "/kick nell no sugar");
        await others.Nc.Output.WaitForAsync("*** wanda sent you away from #tea: no sugar");
        await others.Nc.TypeAsync("/join tea");
        await others.Nc.Output.WaitForAsync("*** you are banned from #tea");

        await TellAsync(directory, "irc.server.parley", "/away lunch");
        await SeesAsync(directory, "server.parley", "You have been marked as being away");
        await others.Nc.TypeAsync("/msg wanda are you there");
        await others.Nc.Output.WaitForAsync("*** wanda is away: lunch");
        await TellAsync(directory, "irc.server.parley", "/nick wilma");
        await others.SeeAsync("wanda is now called wilma!", "*** wanda is now called wilma");
        await TellAsync(directory, "irc.server.parley", "/quit so long");
        await others.SeeAsync("wilma left!", "*** wilma left (Quit: so long)");
    }

    [Fact]
    public async Task WeeChat_comes_in_through_tls()
    {
        Requirement.Programs("weechat-headless");
        using var directory = new TemporaryDirectory();
        Assert.Equal(0, (await ParleyCommand.RunAsync("cert", "--out", directory.Path)).ExitCode);
        await using var others = await Onlookers.ComeAsync(directory, $"ircs://127.0.0.1:0?cert={directory["cert.pem"]}&key={directory["key.pem"]}");
        await using var weechat = Start(directory, others.Port, isSecure: true);
        await others.SeeAsync("wanda joined!", "*** wanda joined");
        await SeesAsync(directory, "#lobby", "(~wanda@localhost) has joined #lobby");
        await TellAsync(directory, "irc.parley.#lobby", "nobody listens in");
        await others.SeeAsync("wanda: nobody listens in", "<wanda> nobody listens in");
        await TellAsync(directory, "irc.server.parley", "/whois wanda");
        await SeesAsync(directory, "server.parley", "is using a secure connection");
    }

    /// <summary>Starts it; some settings were called otherwise before WeeChat 4, and it passes over those that it does not know.</summary>
    private static RunningProcess Start(TemporaryDirectory directory, string port, bool isSecure)
    {
        var tls = isSecure ? "on" : "off";
        string[] commands =
        [
            $"/server add parley localhost/{port} -nicks=wanda -username=wanda -autojoin=#lobby",
            "/set irc.server.parley.ipv6 off",
            $"/set irc.server.parley.ssl {tls}",
            $"/set irc.server.parley.tls {tls}",
            $"/set weechat.network.gnutls_ca_user {directory["cert.pem"]}",
            $"/set fifo.file.path {Pipe(directory)}",
            "/set logger.file.flush_delay 0",
            "/connect parley",
        ];
        return RunningProcess.Start(
            "weechat-headless", ["--dir", directory["weechat"], .. commands.SelectMany(command => new[] { "--run-command", command })]);
    }

    private static string Pipe(TemporaryDirectory directory) => directory["weechat-commands"];

    /// <summary>Types a line in one of its windows.</summary>
    private static Task TellAsync(TemporaryDirectory directory, string buffer, string line) =>
        CommandFile.WriteAsync(Pipe(directory), $"{buffer} *{line}");

    /// <summary>Waits until a window shows a text.</summary>
    private static Task SeesAsync(TemporaryDirectory directory, string buffer, string text) => CommandFile.ReadAsync(
        Path.Combine(directory["weechat"], "logs", buffer.StartsWith('#') ? $"irc.parley.{buffer}.weechatlog" : $"irc.{buffer}.weechatlog"), text);
}
