using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parley.Cli.Commands;

/// <summary><c>parley cert</c>: make a certificate to try TLS with.</summary>
internal static class CertCommand
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);

    public static System.CommandLine.Command Create()
    {
        var name = new Option<string>("--name") { Description = "The host name it is for.", DefaultValueFactory = _ => "localhost" };
        var directory = new Option<string>("--out") { Description = "Where cert.pem and key.pem go.", HelpName = "directory", DefaultValueFactory = _ => "." };
        var command = new System.CommandLine.Command("cert", "Make a self-signed certificate to try TLS with.") { name, directory };
        command.SetAction(result => Run(
            result.GetRequiredValue(name), result.GetRequiredValue(directory), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string name, string directory, TextWriter output, TextWriter error)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var (certificatePath, keyPath) = (Path.Combine(directory, "cert.pem"), Path.Combine(directory, "key.pem"));
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = Make(name, key);
            File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
            WriteSecret(keyPath, key.ExportPkcs8PrivateKeyPem());
            output.WriteLine($"{certificatePath} and {keyPath} are good for {Validity.TotalDays:0} days. For example:");
            output.WriteLine($"parley serve --door 'ircs://127.0.0.1:6697?cert={certificatePath}&key={keyPath}'");
            return ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            error.WriteLine($"parley: {e.Message}");
            return ExitCode.Failure;
        }
    }

    private static X509Certificate2 Make(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now + Validity);
    }

    private static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
