using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Parley.Server.Tests.Storage.Sqlite;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>Logging in over a real socket with TLS.</summary>
public sealed class TlsLoginTests : IDisposable
{
    private const string Password = AccountTranscript.Password;

    private readonly X509Certificate2 _ofServer = MakeCertificate();

    [Fact]
    public async Task A_certificate_that_was_added_logs_in_whoever_has_signed_it()
    {
        using var files = new TemporaryDirectory();
        await using var server = await StartAsync(files);
        using var certificate = MakeCertificate();
        await using (var ann = await ConnectAsync(server, certificate))
        {
            await ann.SendAsync("AUTHENTICATE EXTERNAL", "AUTHENTICATE +");
            await ann.ExpectAsync(":parley.localhost 904 * :SASL authentication failed");
            await ann.SendAsync("NICK ann", "USER ann 0 * :Ann", $"REGISTER * * :{Password}", "NS CERT ADD", "CAP LS 302");
            await ann.ExpectAsync(":NickServ!NickServ@parley.localhost NOTICE ann :You can log in by that certificate from now on (SASL EXTERNAL).");
            await ann.ExpectAsync(":parley.localhost CAP ann LS ", "sasl=PLAIN,SCRAM-SHA-256,EXTERNAL");
        }

        await using var again = await ConnectAsync(server, certificate);
        await again.SendAsync("AUTHENTICATE EXTERNAL", $"AUTHENTICATE {Convert.ToBase64String("bob"u8)}");
        await again.ExpectAsync(":parley.localhost 904 * :SASL authentication failed");
        await again.SendAsync("AUTHENTICATE EXTERNAL", "AUTHENTICATE +");
        await again.ExpectAsync(":parley.localhost 900 * *!*@* ann :You are now logged in as ann");

        using var other = MakeCertificate();
        await using var eve = await ConnectAsync(server, other);
        await eve.SendAsync("AUTHENTICATE EXTERNAL", "AUTHENTICATE +");
        await eve.ExpectAsync(":parley.localhost 904 * :SASL authentication failed");
        await using var bare = await ConnectAsync(server, null);
        await bare.SendAsync("AUTHENTICATE EXTERNAL", "AUTHENTICATE +");
        await bare.ExpectAsync(":parley.localhost 904 * :SASL authentication failed");
    }

    [Fact]
    public async Task A_scram_client_and_the_server_prove_themselves_to_each_other()
    {
        using var files = new TemporaryDirectory();
        await using var server = await StartAsync(files);
        await using (var ann = await ConnectAsync(server, null))
        {
            await ann.SendAsync("NICK ann", "USER ann 0 * :Ann", $"REGISTER * * :{Password}");
            await ann.ExpectAsync(":parley.localhost REGISTER SUCCESS ann ");
        }

        await using var again = await ConnectAsync(server, null);
        await again.SendAsync("AUTHENTICATE SCRAM-SHA-256", $"AUTHENTICATE {Base64("n,,n=ann,r=fyko+d2lbbFgONRv9qkxdawL")}");
        await again.ExpectAsync(":parley.localhost AUTHENTICATE :+");
        var challenge = Decode(await again.ExpectAsync(":parley.localhost AUTHENTICATE :"));
        var parts = challenge.Split(',');
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(Password), Convert.FromBase64String(parts[1][2..]),
            int.Parse(parts[2][2..], System.Globalization.CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        var message = Encoding.UTF8.GetBytes($"n=ann,r=fyko+d2lbbFgONRv9qkxdawL,{challenge},c=biws,{parts[0]}");
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), message);
        var proof = clientKey.Zip(signature, (one, other) => (byte)(one ^ other)).ToArray();
        await again.SendAsync($"AUTHENTICATE {Base64($"c=biws,{parts[0]},p={Convert.ToBase64String(proof)}")}");
        var final = Decode(await again.ExpectAsync(":parley.localhost AUTHENTICATE :"));
        Assert.Equal($"v={Convert.ToBase64String(HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message))}", final);
        await again.SendAsync("AUTHENTICATE +");
        await again.ExpectAsync(":parley.localhost 903 * :SASL authentication successful");
    }

    public void Dispose() => _ofServer.Dispose();

    private Task<ChatServer> StartAsync(TemporaryDirectory files)
    {
        File.WriteAllText(files["cert.pem"], $"{_ofServer.ExportCertificatePem()}\n{_ofServer.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}");
        return ChatServer.StartAsync(
            new ServerOptions { Data = null, PasswordIterations = 4096, Doors = [$"ircs://127.0.0.1:0?cert={files["cert.pem"]}"] },
            cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task<Connection> ConnectAsync(ChatServer server, X509Certificate2? certificate)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Doors[0].EndPoint.Port, TestContext.Current.CancellationToken);
        var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => _ofServer.Equals(shown));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", ClientCertificates = certificate is null ? null : [certificate] },
            TestContext.Current.CancellationToken);
        return new Connection(client, tls);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static string Decode(string line) => Encoding.UTF8.GetString(Convert.FromBase64String(line[(line.LastIndexOf(':') + 1)..]));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed class Connection(TcpClient client, SslStream tls) : IAsyncDisposable
    {
        private readonly StreamReader _lines = new(tls);

        public Task SendAsync(params string[] lines) =>
            tls.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))), TestContext.Current.CancellationToken).AsTask();

        /// <summary>A line that begins so, and has this in it, comes sooner or later.</summary>
        public async Task<string> ExpectAsync(string beginning, string part = "")
        {
            while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.StartsWith(beginning, StringComparison.Ordinal) && line.Contains(part, StringComparison.Ordinal)) return line;
            }

            throw new EndOfStreamException($"The connection ended before {beginning}");
        }

        public async ValueTask DisposeAsync()
        {
            _lines.Dispose();
            await tls.DisposeAsync();
            client.Dispose();
        }
    }
}
