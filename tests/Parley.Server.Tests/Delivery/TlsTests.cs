using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parley.Server.Tests.Storage.Sqlite;

namespace Parley.Server.Tests.Delivery;

public sealed class TlsTests
{
    [Fact]
    public async Task What_goes_through_TLS_is_not_written_to_the_socket_beside_it()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var files = new TemporaryDirectory();
        using var certificate = MakeCertificate(files["cert.pem"]);
        await using var server = await ChatServer.StartAsync(
            new ServerOptions { Data = null, Doors = [$"ircs://127.0.0.1:0?cert={files["cert.pem"]}"] }, cancellationToken: cancelled);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Doors[0].EndPoint.Port, cancelled);
        await using var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => certificate.Equals(shown));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancelled);

        await tls.WriteAsync("NICK ann\r\nUSER ann 0 * :Ann\r\nPING here\r\n"u8.ToArray(), cancelled);

        using var lines = new StreamReader(tls);
        Assert.StartsWith(":parley.localhost 001 ann :Welcome", await lines.ReadLineAsync(cancelled), StringComparison.Ordinal);
        string? line;
        do
        {
            line = await lines.ReadLineAsync(cancelled);
            Assert.StartsWith(":parley.localhost ", line, StringComparison.Ordinal);
        }
        while (line != ":parley.localhost PONG parley.localhost :here");
    }

    private static X509Certificate2 MakeCertificate(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }
}
