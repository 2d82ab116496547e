using System.Security.Cryptography;
using Parley.Server.Doors;

namespace Parley.Server.Hosting;

/// <summary>The secret that addresses are cloaked with: kept in the data directory, so that masks go on to fit.</summary>
internal static class CloakKey
{
    private const string FileName = "cloak.key";

    /// <summary>Reads the key, or makes one. Without a data directory it is another one at each start.</summary>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static byte[] Of(string? directory)
    {
        if (directory is null) return RandomNumberGenerator.GetBytes(Cloak.KeyBytes);

        var path = Path.Combine(directory, FileName);
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Cloak.KeyBytes } known) return known;

        var key = RandomNumberGenerator.GetBytes(Cloak.KeyBytes);
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, file);
        stream.Write(key);
        return key;
    }
}
