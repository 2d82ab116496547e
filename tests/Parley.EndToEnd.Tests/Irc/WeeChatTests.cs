using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>WeeChat without a screen: it is told what to do by commands, and keeps a log of what it sees.</summary>
public sealed class WeeChatTests
{
    [Fact]
    public async Task WeeChat_chats_both_ways()
    {
        Requirement.Programs("weechat-headless");
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory["data"], ServerProcess.AnyPlain, "irc://127.0.0.1:0");
        await using var plain = await LineConnection.JoinPlainAsync(server.Plain, "nell");
        var port = server.Doors[1].Port.ToString(CultureInfo.InvariantCulture);
        await using var weechat = RunningProcess.Start("weechat-headless",
        [
            "--dir", directory["weechat"],
            "--run-command", $"/server add parley 127.0.0.1/{port} -nicks=wanda -autojoin=#lobby",
            "--run-command", "/set irc.server.parley.ssl off",
            "--run-command", "/set irc.server.parley.tls off",
            "--run-command", "/set irc.server.parley.command \"/wait 1 /msg #lobby hello from weechat\"",
            "--run-command", "/set logger.file.flush_delay 0",
            "--run-command", "/connect parley",
        ]);

        await plain.Received.WaitForAsync("*** wanda joined");
        await plain.Received.WaitForAsync("<wanda> hello from weechat");
        await plain.SendAsync("hello to weechat é\n");
        await using var log = RunningProcess.Start(
            "sh", ["-c", "tail -n +1 -F \"$1\"/logs/irc.parley.\\#lobby.weechatlog \"$1\"/irc.parley.\\#lobby.weechatlog", "sh", directory["weechat"]]);
        await log.Output.WaitForAsync("hello to weechat é");
    }
}
