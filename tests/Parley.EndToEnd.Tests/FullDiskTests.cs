using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>A disk that is really full.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Refusal = "*** the server could not store it, so nobody saw it: ";
    private const int LinesMax = 2000;

    private static readonly string Filling = new('x', 4000);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_no_longer_fits_is_refused_and_seen_by_nobody_and_chat_goes_on_when_there_is_room_again()
    {
        await using var disk = await SmallDisk.MountAsync(_directory.Path, "size=4m");
        await using var server = await ServerProcess.StartAsync(_directory["data"], ServerProcess.AnyPlain, ServerProcess.AnyFramed);
        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
        await using var bob = await LineConnection.JoinClassicAsync(server.Doors[1], "bob");
        await ann.Received.WaitForAsync("*** bob joined\n");

        var refused = await TalkUntilRefusedAsync(bob, "bob");
        Assert.Contains("disk is full", bob.Received.Text);

        // Nobody is thrown out, and the server goes on answering.
        await ann.SendAsync("/who\n");
        await ann.Received.WaitForAsync("*** in #lobby: ann, bob\n");
        await ann.SendAsync($"{Filling}\n");
        await ann.Received.WaitForAsync(Refusal);
        Assert.DoesNotContain((await StoredLog.ReadAsync(_directory["data"])).Said, refused.Contains);

        await disk.ResizeAsync("16m");
        await ann.SendAsync("there is room again\n");
        await bob.Received.WaitForAsync("ann: there is room again\n");
        await bob.SendAsync("bob: so there is\n");
        await ann.Received.WaitForAsync("<bob> so there is\n");

        var stored = (await StoredLog.ReadAsync(_directory["data"])).Said.ToList();
        Assert.Equal(bob.Lines.Where(IsSaid).Select(line => line.Split(": ", 2)[1]), stored);
        Assert.DoesNotContain(stored, refused.Contains);
        Assert.Equal(
            stored.Where(text => text != "there is room again"),
            ann.Lines.Where(line => line.StartsWith("<bob> ", StringComparison.Ordinal)).Select(line => line["<bob> ".Length..]));
        await server.StopAsync();
        Assert.Equal(stored, (await StoredLog.ReadAsync(_directory["data"])).Said);
    }

    [Fact]
    public async Task A_server_on_a_full_disk_does_not_start_and_says_why()
    {
        await using var disk = await SmallDisk.MountAsync(_directory.Path, "size=4k");

        var ended = await ParleyCommand.RunAsync("serve", "--data", _directory["data"], "--door", ServerProcess.AnyPlain);

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith($"parley: {_directory["data"]}", ended.Errors);
        Assert.Contains("the disk is full", ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors);
    }

    /// <summary>Says one line after the other, each when the one before has come back or has been refused.</summary>
    /// <returns>What was refused.</returns>
    private static async Task<HashSet<string>> TalkUntilRefusedAsync(LineConnection speaker, string nick)
    {
        const int RefusalsWanted = 5;
        var refused = new HashSet<string>();
        var read = speaker.Received.Length;
        for (var number = 0; refused.Count < RefusalsWanted; number++)
        {
            Assert.True(number < LinesMax, "The disk does not become full.");
            var text = string.Create(CultureInfo.InvariantCulture, $"{number} {Filling}");
            await speaker.SendAsync($"{nick}: {text}\n");

            var end = await speaker.Received.WaitForAsync("\n", read);
            var answer = speaker.Received.Text[read..end];
            if (answer.StartsWith(Refusal, StringComparison.Ordinal)) refused.Add(text);
            else Assert.Equal($"{nick}: {text}\n", answer);
            read = end;
        }

        return refused;
    }

    private static bool IsSaid(string line) =>
        line.StartsWith("ann: ", StringComparison.Ordinal) || line.StartsWith("bob: ", StringComparison.Ordinal);
}
