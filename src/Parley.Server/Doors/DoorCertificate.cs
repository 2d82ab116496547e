using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parley.Server.Doors;

/// <summary>The certificate of a door with TLS, read from PEM files, and read again when the operator says so.</summary>
/// <remarks>Connections that are open keep what they began with. Safe from any thread.</remarks>
internal sealed class DoorCertificate
{
    private readonly DoorUrl _url;
    private readonly string _certificatePath;
    private readonly string _keyPath;
    private volatile X509Certificate2 _current;

    /// <summary>Reads the files that the door's options <c>cert</c> and <c>key</c> name.</summary>
    /// <exception cref="OptionsException">They are missing, cannot be read or do not belong together.</exception>
    public DoorCertificate(DoorUrl url)
    {
        _url = url;
        _certificatePath = url.Option("cert") is { Length: > 0 } path ? path : throw new OptionsException($"door '{url}': it needs cert=FILE&key=FILE; parley cert makes a pair to try");
        _keyPath = url.Option("key") is { Length: > 0 } key ? key : _certificatePath;
        _current = Read();
    }

    /// <summary>What new connections get.</summary>
    public X509Certificate2 Current => _current;

    /// <summary>Reads the files again; when that fails, what there was stays.</summary>
    /// <exception cref="OptionsException">They cannot be read or do not belong together.</exception>
    public void Reload() => _current = Read();

    private X509Certificate2 Read()
    {
        try
        {
            using var pem = X509Certificate2.CreateFromPemFile(_certificatePath, _keyPath);

            // Some platforms cannot use a key that was never stored; one way round makes it usable everywhere.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }
        catch (ArgumentException)
        {
            throw new OptionsException($"door '{_url}': {_keyPath} is not the key of {_certificatePath}");
        }
        catch (Exception e) when (e is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new OptionsException($"door '{_url}': the certificate cannot be read: {e.Message}");
        }
    }
}
