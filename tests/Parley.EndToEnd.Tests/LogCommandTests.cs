using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary><c>parley log</c>, beside a running server and without one.</summary>
public sealed class LogCommandTests : IDisposable
{
    // More than a pipe holds, so that the writer notices a reader who goes away.
    private const int ManyLines = 3000;

    private readonly TemporaryDirectory _directory = new();

    private string Data => _directory["data"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task It_prints_the_history_while_a_server_is_running()
    {
        await using var server = await ServerProcess.StartAsync(Data, ServerProcess.AnyPlain);
        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
        await ann.SendAsync("voilà 🎉\n/me waves\n/join #tea\nmilk?\n/topic Tea\n");
        await ann.Received.WaitForAsync("*** you set the topic: Tea\n");

        var all = await ParleyCommand.RunAsync("log", "--data", Data);
        var tea = await ParleyCommand.RunAsync("log", "tea", "--data", Data);
        var lobby = await StoredLog.ReadAsync(Data);

        Assert.Equal((0, ""), (all.ExitCode, all.Errors));
        Assert.Contains("#lobby     <ann> voilà 🎉\n", all.Output);
        Assert.Contains("#lobby     * ann waves\n", all.Output);
        Assert.Contains("#tea       <ann> milk?\n", all.Output);
        Assert.Equal(["<ann> milk?", "*** ann set the topic: Tea"], tea.Output.TrimEnd('\n').Split('\n')[^2..].Select(AfterRoom));
        Assert.Equal(["voilà 🎉", "/me waves"], lobby.Said);
        Assert.All(lobby.Entries.Zip(lobby.Entries.Skip(1)), pair => Assert.True(pair.First.Sequence < pair.Second.Sequence));
        Assert.All(lobby.Entries, entry => Assert.Equal(TimeSpan.Zero, entry.Time.Offset));

        // It has held the server up in nothing.
        await ann.SendAsync("sugar?\n/history 1\n");
        await ann.Received.WaitForAsync("<ann> sugar?\n");
        await server.StopAsync();
        Assert.Equal(lobby.Said, (await StoredLog.ReadAsync(Data)).Said);
    }

    [Fact]
    public async Task It_prints_only_what_is_asked_for()
    {
        await using (var server = await ServerProcess.StartAsync(Data, ServerProcess.AnyPlain))
        {
            await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
            await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");
            await ann.SendAsync("tea for two\n/topic Tea\nmore TEA\n/redact\n");
            await ann.Received.WaitForAsync("*** you took back a message\n");
            await bob.SendAsync("no tea for me\n/topic\n");
            await bob.Received.WaitForAsync("*** #lobby: Tea");
            await server.StopAsync();
        }

        Assert.Equal(["<ann> tea for two", "<bob> no tea for me"], await PrintedAsync("--text", "TEA", "--kind", "said", "--since", "1h"));
        Assert.Equal(["<ann> tea for two", "*** ann set the topic: Tea"], await PrintedAsync("--who", "ANN", "--kind", "said", "--kind", "topic", "--text", "tea"));
        Assert.Equal(["<bob> no tea for me"], await PrintedAsync("--kind", "said", "--limit", "1"));
        Assert.Equal([""], await PrintedAsync("--until", "2020-01-01"));
        Assert.Contains("'sang' is no kind of event", (await ParleyCommand.RunAsync("log", "--kind", "sang", "--data", Data)).Errors);

        async Task<IEnumerable<string>> PrintedAsync(params string[] arguments)
        {
            var ended = await ParleyCommand.RunAsync(["log", "#lobby", "--data", Data, .. arguments]);
            Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
            return ended.Output.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : AfterRoom(line));
        }
    }

    [Fact]
    public async Task A_reader_who_has_seen_enough_is_no_failure()
    {
        Requirement.Programs("bash", "head");
        await using (var server = await ServerProcess.StartAsync(Data, ServerProcess.AnyPlain))
        {
            await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
            for (var number = 0; number < ManyLines; number++)
                await ann.SendAsync(string.Create(CultureInfo.InvariantCulture, $"line {number} of a story that is long enough to fill a pipe\n"));
            await ann.SendAsync("/topic\n");
            await ann.Received.WaitForAsync("has no topic");
            await server.StopAsync();
        }

        await using var pipeline = RunningProcess.Start(
            "bash", ["-c", "set -o pipefail; \"$0\" log --data \"$1\" | head -1", ParleyCommand.Path, Data]);

        Assert.Equal(0, await pipeline.ExitAsync());
        Assert.Equal("", pipeline.Errors.Text);
        Assert.Single(pipeline.Output.Text.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_directory_without_a_log_is_named()
    {
        var ended = await ParleyCommand.RunAsync("log", "--data", Data);

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith($"parley: {Path.Combine(Data, "parley.db")}", ended.Errors);
        Assert.False(Directory.Exists(Data));
    }

    private static string AfterRoom(string line) => line[(line.IndexOf('#', StringComparison.Ordinal) + "#tea       ".Length)..];
}
