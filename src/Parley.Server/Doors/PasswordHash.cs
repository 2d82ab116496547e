using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Doors;

/// <summary>Passwords as they may stand in a configuration: hashed, so that nobody can read them back.</summary>
/// <remarks><c>pbkdf2-sha256$iterations$salt$hash</c>, the last two in Base64. Safe from any thread; takes some 100 ms on purpose.</remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8018#section-5.2"/>
public static class PasswordHash
{
    private const string Kind = "pbkdf2-sha256";
    private const int Iterations = 600_000;
    private const int SaltBytes = 16;

    /// <summary>Hashes a password with a salt of its own.</summary>
    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Iterations))}");
    }

    /// <summary>Whether this is a hash as <see cref="Of"/> makes it.</summary>
    public static bool IsHash(string text) => Parse(text) is not null;

    /// <summary>Whether the password is the hashed one. Takes as long when there is no hash to compare with.</summary>
    public static bool Verify(string? hash, string password)
    {
        if (hash is not null && Parse(hash) is { } parts)
            return CryptographicOperations.FixedTimeEquals(Derive(password, parts.Salt, parts.Iterations), parts.Expected);

        Derive(password, new byte[SaltBytes], Iterations);
        return false;
    }

    private static (int Iterations, byte[] Salt, byte[] Expected)? Parse(string hash)
    {
        if (hash.Split('$') is not [Kind, var iterations, var salt, var expected]
            || !int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count <= 0)
            return null;

        try
        {
            return (count, Convert.FromBase64String(salt), Convert.FromBase64String(expected));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
}
