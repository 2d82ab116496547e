using System.Globalization;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc.Capabilities;

/// <summary>One <c>parley serve</c> for all tests of a class: each of them uses nicks and channels of its own.</summary>
public sealed class CapabilityServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private ServerProcess _server = null!;
    private string _operator = "";
    private int _names;

    /// <summary>Where IRC clients come in.</summary>
    internal Uri Door => _server.Doors[0];

    public async ValueTask InitializeAsync()
    {
        await using var hash = ParleyCommand.Start("hash");
        await hash.TypeAsync("secret");
        Assert.Equal(0, await hash.ExitAsync());
        _operator = hash.Output.Text.Trim();
        Assert.Equal(0, (await ParleyCommand.RunAsync("cert", "--out", _directory.Path)).ExitCode);
        await ConfigureAsync(password: null);
        _server = await ServerProcess.StartWithAsync(
            ["--config", _directory["parley.json"], "--data", _directory["data"]],
            "irc://127.0.0.1:0", $"ircs://127.0.0.1:0?cert={_directory["cert.pem"]}&key={_directory["key.pem"]}");
    }

    /// <summary>A name that nobody has.</summary>
    internal string NewName(string stem) => string.Create(CultureInfo.InvariantCulture, $"{stem}{Interlocked.Increment(ref _names)}");

    /// <summary>Lets the server ask for a password, or no longer: then it offers something else.</summary>
    internal async Task ReloadAsync(string? password)
    {
        await ConfigureAsync(password);
        await _server.Process.SignalAsync("HUP");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private Task ConfigureAsync(string? password) => File.WriteAllTextAsync(
        _directory["parley.json"],
        $$"""{ "operators": { "root": "{{_operator}}" }, "passwordIterations": 4096, "stsDuration": "1.00:00:00"{{(password is null ? "" : $", \"password\": \"{password}\"")}} }""",
        TestContext.Current.CancellationToken);
}
