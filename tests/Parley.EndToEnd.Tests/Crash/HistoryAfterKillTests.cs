using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Crash;

/// <summary>The same history, however it is read: after a kill, through IRC, the plain door, the search and the tools.</summary>
public sealed partial class HistoryAfterKillTests
{
    private const int Messages = 60;

    [Fact]
    public async Task What_was_said_before_a_kill_is_read_back_the_same_in_every_way()
    {
        using var directory = new TemporaryDirectory();
        var data = directory["data"];
        string[] doors = ["plain://127.0.0.1:0", "irc://127.0.0.1:0"];
        List<string> expected = [.. Enumerable.Range(1, Messages).Where(number => number != Messages / 2).Select(number => $"needle number-{number}")];

        await using (var server = await ServerProcess.StartAsync(data, doors))
        {
            await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
            for (var number = 1; number <= Messages; number++)
            {
                await ann.SendAsync($"needle number-{number}\n");
                if (number == Messages / 2) await ann.SendAsync("/redact\n");
            }

            await ann.SendAsync("/topic\n");
            await ann.Received.WaitForAsync("*** #lobby has no topic\n");
            await server.KillAsync();
        }

        await using var again = await ServerProcess.StartAsync(data, doors);
        await using var bob = await LineConnection.JoinPlainAsync(again.Plain, "bob");
        await bob.SendAsync("/history 200\n/topic\n");
        await bob.Received.WaitForAsync("*** #lobby has no topic\n");
        Assert.True(expected.SequenceEqual(TextsIn(bob.Received.Text)), $"Read back was: {bob.Received.Text}");

        await using var eve = await JoinIrcAsync(again, "eve");
        foreach (var question in (string[])["CHATHISTORY LATEST #lobby * 200", "SEARCH text=needle;in=#lobby;limit=200"])
        {
            var answer = await AskIrcAsync(eve, question);
            Assert.True(expected.SequenceEqual(TextsIn(answer)), $"{question} was answered: {answer}");
        }

        var log = await ParleyCommand.RunAsync("log", "#lobby", "--data", data);
        Assert.Equal(expected, TextsIn(log.Output));
        Assert.DoesNotContain($"number-{Messages / 2}\n", log.Output, StringComparison.Ordinal);

        var last = await ParleyCommand.RunAsync("log", "#lobby", "--data", data, "--after", "1", "--limit", "3", "--json");
        Assert.Equal(3, last.Output.Split('\n').Length - 1);
        await again.StopAsync();

        var exported = await ParleyCommand.RunAsync("export", "--data", data);
        var file = directory["log.jsonl"];
        await File.WriteAllTextAsync(file, exported.Output, TestContext.Current.CancellationToken);
        var copy = directory["copy"];
        Assert.Equal((0, ""), await RunAsync("import", file, "--data", copy));
        Assert.Equal(exported.Output, (await ParleyCommand.RunAsync("export", "--data", copy)).Output);
        Assert.Equal(1, (await ParleyCommand.RunAsync("import", file, "--data", copy)).ExitCode);
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(params string[] arguments)
    {
        var ended = await ParleyCommand.RunAsync(arguments);
        return (ended.ExitCode, ended.Errors);
    }

    private static async Task<LineConnection> JoinIrcAsync(ServerProcess server, string nick)
    {
        var client = await LineConnection.OpenAsync(server.Doors.First(door => door.Scheme == "irc"));
        await client.SendAsync($"CAP REQ :draft/chathistory soju.im/search\r\nNICK {nick}\r\nUSER {nick} 0 * :{nick}\r\nCAP END\r\nJOIN #lobby\r\n");
        await client.Received.WaitForAsync($" 366 {nick} #lobby ");
        return client;
    }

    private static async Task<string> AskIrcAsync(LineConnection client, string question)
    {
        var from = client.Received.Length;
        await client.SendAsync($"{question}\r\nPING {from}\r\n");
        await client.Received.WaitForAsync($"PONG parley.localhost :{from}\r\n", from);
        return client.Received.Text[from..];
    }

    private static List<string> TextsIn(string text) => [.. Needle().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"needle number-\d+")]
    private static partial Regex Needle();
}
