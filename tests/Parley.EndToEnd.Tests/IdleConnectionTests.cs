using System.Net.Security;
using System.Net.Sockets;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>Who connects and says nothing is counted for its address all the same: of two one is turned away, whichever is counted last.</summary>
public sealed class IdleConnectionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Without_a_request_through_http()
    {
        await using var server = await StartAsync("http://127.0.0.1:0");
        await using var one = await LineConnection.OpenAsync(server.Doors[0]);
        await using var another = await LineConnection.OpenAsync(server.Doors[0]);

        var end = one.Received.WaitForEndAsync();
        var (turnedAway, letIn) = await Task.WhenAny(end, another.Received.WaitForEndAsync()) == end ? (one, another) : (another, one);
        Assert.StartsWith("HTTP/1.1 429 Too Many Requests\r\n", turnedAway.Received.Text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\ntoo many connections from your address\n", turnedAway.Received.Text, StringComparison.Ordinal);
        await letIn.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await letIn.Received.WaitForAsync("HTTP/1.1 404 Not Found\r\n");
    }

    [Theory]
    [InlineData("https")]
    [InlineData("ircs")]
    public async Task Without_a_handshake_of_tls(string scheme)
    {
        Assert.Equal(0, (await ParleyCommand.RunAsync("cert", "--out", _directory.Path)).ExitCode);
        await using var server = await StartAsync($"{scheme}://127.0.0.1:0?cert={_directory["cert.pem"]}&key={_directory["key.pem"]}");
        using var one = await ConnectAsync(server);
        using var another = await ConnectAsync(server);

        var end = EndAsync(one);
        var letIn = await Task.WhenAny(end, EndAsync(another)) == end ? another : one;
        await using var tls = new SslStream(letIn.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, TestContext.Current.CancellationToken);
    }

    private async Task<ServerProcess> StartAsync(string door)
    {
        await File.WriteAllTextAsync(
            _directory["parley.json"], """{ "limitLoopback": true, "connectionsPerAddressMax": 1 }""", TestContext.Current.CancellationToken);
        return await ServerProcess.StartWithAsync(["--config", _directory["parley.json"], "--data", "none"], door);
    }

    private static async Task<TcpClient> ConnectAsync(ServerProcess server)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Doors[0].Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Waits until the server ends a connection through which it says nothing; what it does say is left to be read.</summary>
    private static async Task EndAsync(TcpClient client) =>
        await client.Client.ReceiveAsync(new byte[1], SocketFlags.Peek, TestContext.Current.CancellationToken);
}
