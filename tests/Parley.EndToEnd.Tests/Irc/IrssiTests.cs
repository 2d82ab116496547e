using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>irssi, on a terminal, in a room with a tutorial's client and <c>nc</c>'s lines.</summary>
public sealed class IrssiTests
{
    private const string AnyIrc = "irc://127.0.0.1:0";

    [Fact]
    public async Task Irssi_chats_with_the_raw_doors_and_sees_what_they_do()
    {
        Requirement.Programs("irssi");
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory["data"], ServerProcess.AnyPlain, ServerProcess.AnyName, AnyIrc);
        await using var plain = await LineConnection.JoinPlainAsync(server.Plain, "nell");
        await using var classic = await LineConnection.JoinClassicAsync(server.Doors[1], "clara");
        await using var irssi = await StartAsync(directory, server.Doors[2].Port);

        await SayAsync(irssi, "/join #lobby");
        await plain.Received.WaitForAsync("*** irene joined");
        await classic.Received.WaitForAsync("irene joined!");

        await SayAsync(irssi, "hello from irssi");
        await plain.Received.WaitForAsync("<irene> hello from irssi");
        await classic.Received.WaitForAsync("irene: hello from irssi");
        await SayAsync(irssi, "/me dances");
        await plain.Received.WaitForAsync("* irene dances");

        await plain.SendAsync("grüße 🙂\n/me waves\n/nick nelly\n");
        await ShowsAsync(irssi, "< nell> grüße 🙂");
        await ShowsAsync(irssi, "* nell waves");
        await ShowsAsync(irssi, "nell is now known as nelly");
        await classic.SendAsync("clara: from python");
        await ShowsAsync(irssi, "< clara> from python");

        await SayAsync(irssi, "/nick iris");
        await plain.Received.WaitForAsync("*** irene is now called iris");
        await SayAsync(irssi, "/quit so long");
        await plain.Received.WaitForAsync("*** iris left (Quit: so long)");
        await classic.Received.WaitForAsync("iris left!");
    }

    [Fact]
    public async Task Irssi_rules_its_channel_topic_ban_and_kick_reach_everybody()
    {
        Requirement.Programs("irssi");
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory["data"], ServerProcess.AnyPlain, AnyIrc);
        await using var plain = await LineConnection.JoinPlainAsync(server.Plain, "nell");
        await using var irssi = await StartAsync(directory, server.Doors[1].Port);

        await SayAsync(irssi, "/join #tea");
        await ShowsAsync(irssi, "Channel #tea created");
        await plain.SendAsync("/join tea\n");
        await plain.Received.WaitForAsync("*** you are in #tea");
        await ShowsAsync(irssi, "nell [plain@localhost] has joined #tea");

        await SayAsync(irssi, "/topic all about tea");
        await plain.Received.WaitForAsync("*** irene set the topic: all about tea");
        await SayAsync(irssi, "/mode #tea +b nell!*@*");
        await plain.Received.WaitForAsync("*** irene banned nell!*@*");
        await SayAsync(irssi, "/kick nell no sugar");
        await plain.Received.WaitForAsync("*** irene sent you away from #tea: no sugar");
        await plain.SendAsync("/join tea\n");
        await plain.Received.WaitForAsync("*** you are banned from #tea");

        await SayAsync(irssi, "/away lunch");
        await ShowsAsync(irssi, "(zZzZ)");
        await plain.SendAsync("/msg irene are you there\n");
        await plain.Received.WaitForAsync("*** irene is away: lunch");
    }

    [Fact]
    public async Task Irssi_comes_in_through_tls()
    {
        Requirement.Programs("irssi");
        using var directory = new TemporaryDirectory();
        var made = await ParleyCommand.RunAsync("cert", "--out", directory.Path);
        Assert.Equal(0, made.ExitCode);

        await using var server = await ServerProcess.StartAsync(
            directory["data"], ServerProcess.AnyPlain, $"ircs://127.0.0.1:0?cert={directory["cert.pem"]}&key={directory["key.pem"]}");
        await using var plain = await LineConnection.JoinPlainAsync(server.Plain, "nell");
        await using var irssi = await StartAsync(directory, server.Doors[1].Port, $"-4 -tls -tls_verify -tls_cafile {directory["cert.pem"]}", "localhost");

        await SayAsync(irssi, "/join #lobby");
        await SayAsync(irssi, "nobody listens in");
        await plain.Received.WaitForAsync("<irene> nobody listens in");
    }

    /// <summary>Starts irssi, and connects it with a command, as one does.</summary>
    private static async Task<TmuxTerminal> StartAsync(
        TemporaryDirectory directory, int port, string options = "", string host = "127.0.0.1")
    {
        var terminal = await TmuxTerminal.StartAsync($"irssi --home={directory["irssi"]} --nick=irene", columns: 110, rows: 40);
        await terminal.ShowsAsync("irssi", lines => lines.Any(line => line.Contains("[(status)]", StringComparison.Ordinal)));
        await SayAsync(terminal, string.Create(CultureInfo.InvariantCulture, $"/connect {options} {host} {port}"));
        await ShowsAsync(terminal, "Welcome to the Parley network");
        return terminal;
    }

    private static async Task SayAsync(TmuxTerminal terminal, string line)
    {
        await terminal.TypeAsync(line);
        await terminal.PressAsync("Enter");
    }

    private static async Task ShowsAsync(TmuxTerminal terminal, string text) =>
        await terminal.ShowsAsync($"'{text}'", lines => lines.Any(line => line.Contains(text, StringComparison.Ordinal)));
}
