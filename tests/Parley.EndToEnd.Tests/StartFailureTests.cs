using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>A server that cannot start says why in a line that names the thing, and harms nothing.</summary>
public sealed class StartFailureTests : IDisposable
{
    // Where an SQLite file keeps PRAGMA user_version: https://www.sqlite.org/fileformat.html#the_database_header
    private const int UserVersionOffset = 60;

    private const int PageBytes = 4096;

    /// <summary>A file of Linux that not even root may read.</summary>
    public const string Unreadable = "/proc/sys/vm/compact_memory";

    private readonly TemporaryDirectory _directory = new();

    private string Data => _directory["data"];

    private string Database => Path.Combine(Data, "parley.db");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("http")]
    public async Task A_port_in_use_is_named(string kind)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var door = string.Create(CultureInfo.InvariantCulture, $"{kind}://{other.LocalEndpoint}");

        Refuses(await ServeAsync(ServerProcess.AnyName, door), $"door '{door}': the port is in use");
    }

    [Theory]
    [InlineData("plain+insecure://192.0.2.1:29000")]
    [InlineData("irc+insecure://192.0.2.1:29000?proxy=on")]
    [InlineData("http+insecure://192.0.2.1:29000")]
    public async Task An_address_of_another_machine_is_named(string door) =>
        Refuses(await ServeAsync(ServerProcess.AnyPlain, door, ServerProcess.AnyName), $"door '{door}': the address is not this machine's");

    [Fact]
    public async Task A_port_that_only_others_may_open_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Here anybody may open any port.");
        Refuses(await ServeAsync(ServerProcess.AnyPlain, "irc://127.0.0.1:1"), "door 'irc://127.0.0.1:1': permission denied");
    }

    [Fact]
    public async Task A_data_directory_that_another_server_has_is_named()
    {
        await using var server = await ServerProcess.StartAsync(Data, ServerProcess.AnyPlain);

        Refuses(await ServeAsync(), Data, "another running Parley server");

        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_data_directory_is_named()
    {
        await File.WriteAllTextAsync(Data, "not a directory", TestContext.Current.CancellationToken);

        Refuses(await ServeAsync(), Data);
        Assert.Equal("not a directory", await File.ReadAllTextAsync(Data, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("devices")]
    [InlineData("cloak.key")]
    [InlineData("login.key")]
    public async Task A_directory_in_the_place_of_a_file_is_named(string file)
    {
        Directory.CreateDirectory(Path.Combine(Data, file));

        Refuses(await ServeAsync(), Path.Combine(Data, file));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_data_directory_that_may_not_be_written_to_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        Directory.CreateDirectory(Data);
        if (Environment.IsPrivilegedProcess)
        {
            // Permissions do not bind root, a disk mounted for reading only does.
            await using var disk = await SmallDisk.MountAsync(Data, "ro");
            Refuses(await ServeAsync(), Data);
            return;
        }

        File.SetUnixFileMode(Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Refuses(await ServeAsync(), Data);
    }

    [Theory]
    [InlineData("its first page overwritten", 0, PageBytes, "is not a database")]
    [InlineData("all but its first page overwritten", PageBytes, int.MaxValue, "damaged")]
    public async Task A_corrupted_database_is_named_and_left_as_it_is(string how, int offset, int length, string expected)
    {
        await ChatAsync();
        await DamageAsync(offset, length);

        await RefusesAndLeavesAsync(how, Database, expected);
    }

    [Fact]
    public async Task Damage_that_the_start_does_not_meet_is_named_where_it_is_met()
    {
        await ChatAsync();
        await DamageAsync(2 * PageBytes, PageBytes);

        Refuses(await ParleyCommand.RunAsync("log", "#lobby", "--data", Data), Database, "damaged");
    }

    [Fact]
    public async Task A_truncated_database_is_named_and_left_as_it_is()
    {
        await ChatAsync();
        await using (var file = File.OpenWrite(Database)) file.SetLength(file.Length / 2);

        await RefusesAndLeavesAsync("cut in half", Database, "damaged");
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_named_and_left_as_it_is()
    {
        await ChatAsync();
        await using (var file = File.OpenWrite(Database))
        {
            var version = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(version, 99);
            file.Position = UserVersionOffset;
            file.Write(version);
        }

        await RefusesAndLeavesAsync("of a newer version", Database, "version 99", "newer Parley");
    }

    [Theory]
    [InlineData("--door", "telepathy://127.0.0.1:1", "telepathy://127.0.0.1:1")]
    [InlineData("--door", "plain://127.0.0.1", "the port is missing")]
    [InlineData("--door", "plain://0.0.0.0:12000", "plain+insecure://")]
    [InlineData("--config", "/nowhere/parley.json", "/nowhere/parley.json")]
    [InlineData("--colour", "green", "--colour")]
    public async Task A_wrong_setting_is_named_and_ends_with_code_2(string flag, string value, string expected)
    {
        var ended = await ParleyCommand.RunAsync("serve", "--data", Data, flag, value);

        Refuses(ended, expected);
        Assert.Equal(2, ended.ExitCode);
    }

    [Fact]
    public async Task Settings_that_may_not_be_read_are_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a file that not even root may read.");
        await RefusesSettingAsync(["--config", Unreadable], $"parley: {Unreadable}: it may not be read\n");
    }

    [Fact]
    public async Task A_key_of_another_certificate_is_named()
    {
        var (cert, key) = (_directory["cert.pem"], Path.Combine(_directory["other"], "key.pem"));
        await ParleyCommand.RunAsync("cert", "--out", _directory.Path);
        await ParleyCommand.RunAsync("cert", "--out", _directory["other"]);
        var door = $"ircs://127.0.0.1:0?cert={cert}&key={key}";
        await RefusesSettingAsync(["--door", door], $"parley: door '{door}': {key} is not the key of {cert}\n");
    }

    private async Task RefusesSettingAsync(IEnumerable<string> flags, string expected)
    {
        var ended = await ParleyCommand.RunAsync(["serve", "--data", Data, .. flags]);
        Assert.Equal((2, expected), (ended.ExitCode, ended.Errors));
    }

    private Task<Ended> ServeAsync(params string[] doors) => ParleyCommand.RunAsync(
        ["serve", "--data", Data, .. (doors.Length > 0 ? doors : [ServerProcess.AnyPlain]).SelectMany(door => new[] { "--door", door })]);

    /// <summary>Leaves a database behind that has something in it and no server.</summary>
    private async Task ChatAsync()
    {
        await using var server = await ServerProcess.StartAsync(Data, ServerProcess.AnyPlain);
        await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
        for (var number = 0; number < 100; number++) await ann.SendAsync($"{new string('x', 500)}\n");
        await ann.SendAsync("/topic\n");
        await ann.Received.WaitForAsync("has no topic");
        await server.StopAsync();
    }

    private async Task DamageAsync(int offset, int length)
    {
        await using var file = File.OpenWrite(Database);
        var noise = new byte[Math.Min(length, file.Length - offset)];
        new Random(Seed: 1).NextBytes(noise);
        file.Position = offset;
        await file.WriteAsync(noise, TestContext.Current.CancellationToken);
    }

    private async Task RefusesAndLeavesAsync(string how, params string[] expected)
    {
        var before = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);

        Refuses(await ServeAsync(), expected);

        var after = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        Assert.True(before.AsSpan().SequenceEqual(after), $"A database, {how}, was changed.");
    }

    private static void Refuses(Ended ended, params ReadOnlySpan<string> expected)
    {
        Assert.NotEqual(0, ended.ExitCode);
        Assert.DoesNotContain("is open", ended.Output);
        foreach (var part in expected) Assert.Contains(part, ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors + ended.Output);
        Assert.DoesNotContain("Exception", ended.Errors + ended.Output);
        Assert.True(ended.Errors.TrimEnd().Split('\n').Length <= 2, ended.Errors);
    }
}
