using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>A server that may open no more files.</summary>
public sealed class FileDescriptorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Who_does_not_fit_is_turned_away_and_those_who_are_in_do_not_notice()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "prlimit is Linux's.");
        await using var server = await ServerProcess.StartAsync(_directory["data"], ServerProcess.AnyPlain);
        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
        await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");

        var open = Directory.GetFiles($"/proc/{server.Process.Id}/fd").Length;
        await LimitAsync(server.Process.Id, open + 40);
        var crowd = new List<LineConnection>();
        while (crowd.Count < 40)
        {
            crowd.Add(await LineConnection.OpenAsync(server.Plain));
            await ann.SendAsync($"there are {crowd.Count}\n");
            await bob.Received.WaitForAsync($"<ann> there are {crowd.Count}\n");
        }

        await server.Process.Output.WaitForAsync("Nobody can come in");
        foreach (var one in crowd) await one.DisposeAsync();
        await using var cid = await LineConnection.JoinPlainAsync(server.Plain, "cid");
        await cid.SendAsync("at last\n");
        await ann.Received.WaitForAsync("<cid> at last\n");
    }

    private static async Task LimitAsync(int process, int files)
    {
        await using var prlimit = RunningProcess.Start("prlimit", [$"--pid={process}", string.Create(CultureInfo.InvariantCulture, $"--nofile={files}:")]);
        Assert.Equal(0, await prlimit.ExitAsync());
    }
}
