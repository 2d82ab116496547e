namespace Parley.EndToEnd.Tests.Processes;

/// <summary>A file system of its own, in memory, so that it can be as small or as strict as a test needs it.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _directory;

    private SmallDisk(string directory) => _directory = directory;

    /// <summary>Mounts it on a directory; the test is skipped where that is not allowed.</summary>
    /// <param name="directory">An empty directory.</param>
    /// <param name="options">The options of <c>mount</c>, such as <c>size=2m</c>.</param>
    public static async Task<SmallDisk> MountAsync(string directory, string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such a disk.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount a disk.");
        Assert.SkipUnless(await MountAsync("-t", "tmpfs", "-o", options, "tmpfs", directory), "Mounting is not allowed here.");
        return new SmallDisk(directory);
    }

    /// <summary>Changes its size, such as <c>16m</c>.</summary>
    public async Task ResizeAsync(string size) => Assert.True(await MountAsync("-o", $"remount,size={size}", _directory));

    public async ValueTask DisposeAsync()
    {
        await using var umount = RunningProcess.Start("umount", ["--lazy", _directory]);
        await umount.ExitAsync();
    }

    private static async Task<bool> MountAsync(params IEnumerable<string> arguments)
    {
        await using var mount = RunningProcess.Start("mount", arguments);
        return await mount.ExitAsync() == 0;
    }
}
