using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Tests.Processes;

/// <summary>A running <c>parley serve</c>, with its doors open.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const string BannerEnd = "Ctrl-C stops the server.";

    public const string AnyPlain = "plain://127.0.0.1:0";
    public const string AnyName = "classic://127.0.0.1:0?prompt=NAME";
    public const string AnyNick = "classic://127.0.0.1:0?prompt=NICK";
    public const string AnyFramed = "classic://127.0.0.1:0?prompt=NAME&framing=line";

    private ServerProcess(RunningProcess process, string banner)
    {
        Process = process;
        Doors = [.. DoorLine().Matches(banner).Select(match => new Uri(match.Groups[1].Value))];
    }

    public RunningProcess Process { get; }

    /// <summary>What is open, in the order in which it was asked for, with the real ports.</summary>
    public IReadOnlyList<Uri> Doors { get; }

    /// <summary>The first door of its kind.</summary>
    public Uri Plain => Doors.First(door => door.Scheme == "plain");

    /// <summary>Starts a server and waits until it says what is open.</summary>
    public static Task<ServerProcess> StartAsync(string data, params IEnumerable<string> doors) =>
        StartWithAsync(["--data", data], doors);

    /// <summary>As <see cref="StartAsync"/>, with other flags.</summary>
    public static async Task<ServerProcess> StartWithAsync(IEnumerable<string> flags, params IEnumerable<string> doors)
    {
        var process = ParleyCommand.Start(["serve", .. flags, .. doors.SelectMany(door => new[] { "--door", door })]);
        try
        {
            var opened = process.Output.WaitForAsync(BannerEnd);
            if (await Task.WhenAny(opened, process.Errors.WaitForEndAsync()) != opened)
                Assert.Fail($"The server did not start: {process.Errors.Text}");
            await opened;
            return new ServerProcess(process, process.Output.Text);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        await Process.SignalAsync("TERM");
        Assert.Equal(0, await Process.ExitAsync());
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.ExitAsync();
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    [GeneratedRegex(@"^  (\S+://\S+) ", RegexOptions.Multiline)]
    private static partial Regex DoorLine();
}
