using System.Security.Cryptography;
using Parley.Server.Doors;

namespace Parley.Server.Hosting;

/// <summary>Secrets that are kept in the data directory, so that what was made with them goes on to fit after a restart.</summary>
internal static class SecretKey
{
    /// <summary>What addresses are cloaked with.</summary>
    public const string OfCloaks = "cloak.key";

    /// <summary>What the salts are made from of accounts that are not there.</summary>
    public const string OfLogins = "login.key";

    /// <summary>Reads the key, or makes one. Without a data directory it is another one at each start.</summary>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static byte[] Of(string? directory, string fileName)
    {
        if (directory is null) return RandomNumberGenerator.GetBytes(Cloak.KeyBytes);

        var path = Path.Combine(directory, fileName);
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Cloak.KeyBytes } known) return known;

        var key = RandomNumberGenerator.GetBytes(Cloak.KeyBytes);
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, file);
        stream.Write(key);
        return key;
    }
}
