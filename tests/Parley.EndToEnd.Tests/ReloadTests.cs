using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>SIGHUP: settings and certificates are read again, and nobody is dropped.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task A_hangup_brings_new_settings_and_a_new_certificate_to_newcomers_and_leaves_the_others_alone()
    {
        using var directory = new TemporaryDirectory();
        await MakeCertificateAsync(directory);
        await File.WriteAllTextAsync(directory["parley.json"], """{ "motd": ["before"] }""", TestContext.Current.CancellationToken);
        await using var server = await ServerProcess.StartWithAsync(
            ["--config", directory["parley.json"], "--data", directory["data"]],
            ServerProcess.AnyPlain, $"ircs://127.0.0.1:0?cert={directory["cert.pem"]}&key={directory["key.pem"]}");
        await using var plain = await LineConnection.JoinPlainAsync(server.Plain, "nell");
        await using var early = await SecureConnection.OpenAsync(server.Doors[1].Port, "early");
        await early.Received.WaitForAsync(" 372 early :- before");

        await MakeCertificateAsync(directory);
        await File.WriteAllTextAsync(directory["parley.json"], """{ "motd": ["after"] }""", TestContext.Current.CancellationToken);
        await server.Process.SignalAsync("HUP");
        await early.SendUntilAsync("MOTD", " 372 early :- after");

        await using var late = await SecureConnection.OpenAsync(server.Doors[1].Port, "late");
        Assert.NotEqual(early.Thumbprint, late.Thumbprint);
        Assert.Equal(X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(directory["cert.pem"], TestContext.Current.CancellationToken)).Thumbprint, late.Thumbprint);
        await early.SendAsync("PRIVMSG nell :still here");
        await plain.Received.WaitForAsync("[early -> you] still here");

        // What cannot be used is said, and what there was stays.
        await File.WriteAllTextAsync(directory["parley.json"], """{ "mood": "bad" }""", TestContext.Current.CancellationToken);
        await server.Process.SignalAsync("HUP");
        await server.Process.Errors.WaitForAsync("not reloaded: there is no setting 'mood'");
        await late.SendAsync("PRIVMSG nell :me too");
        await plain.Received.WaitForAsync("[late -> you] me too");
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_the_server_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a file that not even root may read.");
        using var directory = new TemporaryDirectory();
        await MakeCertificateAsync(directory);
        await File.WriteAllTextAsync(directory["parley.json"], """{ "motd": ["hello"] }""", TestContext.Current.CancellationToken);
        await using var server = await ServerProcess.StartWithAsync(
            ["--config", directory["parley.json"], "--data", directory["data"]],
            $"ircs://127.0.0.1:0?cert={directory["cert.pem"]}&key={directory["key.pem"]}");
        await using var early = await SecureConnection.OpenAsync(server.Doors[0].Port, "early");

        // Between the two files of a renewal.
        var certificate = await File.ReadAllTextAsync(directory["cert.pem"], TestContext.Current.CancellationToken);
        await MakeCertificateAsync(directory);
        await File.WriteAllTextAsync(directory["cert.pem"], certificate, TestContext.Current.CancellationToken);
        await server.Process.SignalAsync("HUP");
        await server.Process.Errors.WaitForAsync($": {directory["key.pem"]} is not the key of {directory["cert.pem"]}\n");
        Assert.StartsWith("parley: not reloaded: door 'ircs://", server.Process.Errors.Text);

        File.Delete(directory["parley.json"]);
        File.CreateSymbolicLink(directory["parley.json"], StartFailureTests.Unreadable);
        await server.Process.SignalAsync("HUP");
        await server.Process.Errors.WaitForAsync($"parley: not reloaded: {directory["parley.json"]}: it may not be read\n");

        await using var late = await SecureConnection.OpenAsync(server.Doors[0].Port, "late");
        Assert.Equal(early.Thumbprint, late.Thumbprint);
    }

    private static async Task MakeCertificateAsync(TemporaryDirectory directory) =>
        Assert.Equal(0, (await ParleyCommand.RunAsync("cert", "--out", directory.Path)).ExitCode);

    /// <summary>An IRC client over TLS that takes any certificate, and remembers it.</summary>
    private sealed class SecureConnection : IAsyncDisposable
    {
        private readonly SslStream _stream;
        private readonly Task _recording;

        private SecureConnection(SslStream stream)
        {
            _stream = stream;
            Received = new Transcript("The TLS connection");
            _recording = Received.RecordAsync(stream);
        }

        public Transcript Received { get; }

        public string Thumbprint => _stream.RemoteCertificate!.GetCertHashString();

        public static async Task<SecureConnection> OpenAsync(int port, string nick)
        {
            var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
                TestContext.Current.CancellationToken);
            var connection = new SecureConnection(stream);
            await connection.SendAsync($"NICK {nick}\r\nUSER {nick} 0 * :{nick}");
            await connection.Received.WaitForAsync($" 376 {nick} ");
            return connection;
        }

        public async Task SendAsync(string line) => await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\n"), TestContext.Current.CancellationToken);

        /// <summary>Asks again and again until the answer is this.</summary>
        public async Task SendUntilAsync(string line, string answer)
        {
            for (var asked = 0; !Received.Text.Contains(answer, StringComparison.Ordinal); asked++)
            {
                var before = Received.Length;
                await SendAsync($"{line}\r\nPING {asked}");
                await Received.WaitForAsync($" :{asked}\r\n", before);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stream.DisposeAsync();
            await _recording.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
