using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>A server that chats with itself before it opens leaves no trace of that.</summary>
public sealed class RehearsalTests : IDisposable
{
    private const string Traces = "parley-*";
    private const string Announcement = "Rehearsing; the doors open in about four seconds.\n";

    private readonly TemporaryDirectory _directory = new();

    public RehearsalTests()
    {
        Directory.CreateDirectory(Temporary);
        File.WriteAllText(Settings, "{}");
    }

    private string Settings => _directory["parley.json"];

    private string Temporary => _directory["tmp"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Nothing_of_it_is_left_when_the_doors_are_open()
    {
        await using var server = Serve(Temporary);
        await server.Output.WaitForAsync("Ctrl-C stops the server.");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary, Traces));

        await server.SignalAsync("TERM");
        Assert.Equal(0, await server.ExitAsync());
        Assert.Equal(Announcement, server.Errors.Text);
        Assert.Equal("", (await ParleyCommand.RunAsync("export", "--data", _directory["data"])).Output);
    }

    [Fact]
    public async Task Without_a_place_for_it_the_server_says_so_and_opens()
    {
        await using var server = Serve(_directory["nowhere"]);
        await server.Output.WaitForAsync("Ctrl-C stops the server.");

        Assert.Equal($"{Announcement}parley: not rehearsed: no temporary files in {_directory["nowhere"]}/\n", server.Errors.Text);
    }

    [Fact]
    public async Task What_keeps_nothing_on_disk_rehearses_without_one()
    {
        await using var server = Serve(_directory["nowhere"], "none");
        await server.Output.WaitForAsync("Ctrl-C stops the server.");
        Assert.Equal(Announcement, server.Errors.Text);
    }

    [Fact]
    public async Task It_can_be_interrupted()
    {
        await using var server = await ServeUntilItChatsAsync();
        await server.SignalAsync("INT");

        Assert.Equal(0, await server.ExitAsync());
        Assert.Equal("", server.Output.Text);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary, Traces));
    }

    [Fact]
    public async Task A_hangup_waits_until_the_doors_are_open()
    {
        await using var server = await ServeUntilItChatsAsync();
        await File.WriteAllTextAsync(Settings, """{ "mood": "bad" }""", TestContext.Current.CancellationToken);
        await server.SignalAsync("HUP");

        await server.Output.WaitForAsync("Ctrl-C stops the server.");
        await server.Errors.WaitForAsync($"{Announcement}parley: not reloaded: there is no setting 'mood'");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary, Traces));
    }

    /// <summary>Starts a server, and returns when it rehearses.</summary>
    private async Task<RunningProcess> ServeUntilItChatsAsync()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Temporary, "parley.db-wal") { IncludeSubdirectories = true, EnableRaisingEvents = true };
        watcher.Changed += (_, _) => begun.TrySetResult();
        var server = Serve(Temporary);
        await begun.Task.WaitAsync(Transcript.Patience, TestContext.Current.CancellationToken);
        return server;
    }

    private RunningProcess Serve(string temporary, string? data = null) => RunningProcess.Start(
        "env", [$"TMPDIR={temporary}", ParleyCommand.Path, "serve", "--rehearse", "--config", Settings, "--data", data ?? _directory["data"], "--door", ServerProcess.AnyPlain]);
}
