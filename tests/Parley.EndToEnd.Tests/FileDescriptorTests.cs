using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>A server that may open no more files.</summary>
public sealed class FileDescriptorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("plain://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("ircs://127.0.0.1:0?cert={0}/cert.pem&key={0}/key.pem")]
    public async Task Who_does_not_fit_is_turned_away_and_those_who_are_in_do_not_notice(string door)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "prlimit is Linux's.");
        Assert.Equal(0, (await ParleyCommand.RunAsync("cert", "--out", _directory.Path)).ExitCode);
        await using var server = await ServerProcess.StartAsync(
            _directory["data"], ServerProcess.AnyPlain, string.Format(CultureInfo.InvariantCulture, door, _directory.Path));
        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
        await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");

        var open = Directory.GetFiles($"/proc/{server.Process.Id}/fd").Length;
        await LimitAsync(server.Process.Id, open + 40);
        var crowd = new List<LineConnection>();
        while (crowd.Count < 60)
        {
            crowd.Add(await LineConnection.OpenAsync(server.Doors[1]));
            await ann.SendAsync($"there are {crowd.Count}\n");
            await bob.Received.WaitForAsync($"<ann> there are {crowd.Count}\n");
        }

        await server.Process.Output.WaitForAsync($"Nobody can come in at 127.0.0.1:{server.Doors[1].Port}");
        foreach (var one in crowd) await one.DisposeAsync();
        await using var late = await ComeInAsync(server.Plain);
        await late.SendAsync("at last\n");
        await ann.Received.WaitForAsync("> at last\n");
    }

    /// <summary>Who comes before the server has seen the crowd leave is turned away, and comes again.</summary>
    private static async Task<LineConnection> ComeInAsync(Uri door)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            var connection = await LineConnection.OpenAsync(door);
            if (await connection.Received.FindAsync("you are in #lobby") is not null) return connection;
            await connection.DisposeAsync();
        }

        throw new Xunit.Sdk.XunitException("The crowd has left, and nobody is let in.");
    }

    private static async Task LimitAsync(int process, int files)
    {
        await using var prlimit = RunningProcess.Start("prlimit", [$"--pid={process}", string.Create(CultureInfo.InvariantCulture, $"--nofile={files}:")]);
        Assert.Equal(0, await prlimit.ExitAsync());
    }
}
