using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Doors.Accounts;

/// <summary>The arithmetic of SCRAM-SHA-256. Pure, and slow where it starts from a password: that is its purpose.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc5802#section-3"/>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7677"/>
internal static class ScramSha256
{
    public const int SaltBytes = 16;

    /// <summary>The least that the specification allows; see <see href="https://www.rfc-editor.org/rfc/rfc7677#section-4"/>.</summary>
    public const int IterationsMin = 4096;

    /// <summary>What is kept of a password, which <see cref="SaslPrep"/> has prepared.</summary>
    public static ScramKeys KeysOf(string password, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        return new ScramKeys(
            iterations, salt, SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)), HMACSHA256.HashData(salted, "Server Key"u8));
    }

    /// <summary>Whether the password is the one that the keys were made from. Takes as long for a wrong one.</summary>
    public static bool IsPassword(ScramKeys keys, string password) =>
        CryptographicOperations.FixedTimeEquals(KeysOf(password, keys.Salt, keys.Iterations).StoredKey, keys.StoredKey);

    /// <summary>Whether a client's proof shows that it knows the password.</summary>
    /// <param name="keys">The account's.</param>
    /// <param name="authMessage">All that the two have said to each other, without the proof.</param>
    /// <param name="proof">What the client says in the end.</param>
    public static bool IsProof(ScramKeys keys, string authMessage, ReadOnlySpan<byte> proof)
    {
        if (proof.Length != SHA256.HashSizeInBytes) return false;

        var clientKey = HMACSHA256.HashData(keys.StoredKey, Encoding.UTF8.GetBytes(authMessage));
        for (var i = 0; i < clientKey.Length; i++) clientKey[i] ^= proof[i];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientKey), keys.StoredKey);
    }

    /// <summary>What shows the client that the server knows the account.</summary>
    public static byte[] ServerSignature(ScramKeys keys, string authMessage) =>
        HMACSHA256.HashData(keys.ServerKey, Encoding.UTF8.GetBytes(authMessage));
}
