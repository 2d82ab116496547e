using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>Who connects and says nothing: no handshake of TLS, and no request.</summary>
public sealed class IdleConnectionTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0", "HTTP/1.1 429 Too Many Requests\r\n")]
    [InlineData("https://127.0.0.1:0?cert={0}/cert.pem&key={0}/key.pem", "")]
    [InlineData("ircs://127.0.0.1:0?cert={0}/cert.pem&key={0}/key.pem", "")]
    public async Task It_is_counted_for_its_address_all_the_same(string door, string words)
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(0, (await ParleyCommand.RunAsync("cert", "--out", directory.Path)).ExitCode);
        await File.WriteAllTextAsync(
            directory["parley.json"], """{ "limitLoopback": true, "connectionsPerAddressMax": 2 }""", TestContext.Current.CancellationToken);
        await using var server = await ServerProcess.StartWithAsync(
            ["--config", directory["parley.json"], "--data", "none"], string.Format(CultureInfo.InvariantCulture, door, directory.Path));

        await using var first = await LineConnection.OpenAsync(server.Doors[0]);
        await using var second = await LineConnection.OpenAsync(server.Doors[0]);
        await using var third = await LineConnection.OpenAsync(server.Doors[0]);
        var earlier = Task.WhenAny(first.Received.WaitForEndAsync(), second.Received.WaitForEndAsync());
        await third.Received.WaitForEndAsync();
        Assert.StartsWith(words, third.Received.Text, StringComparison.Ordinal);
        Assert.False(earlier.IsCompleted);
    }
}
