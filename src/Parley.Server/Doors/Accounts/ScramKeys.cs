using System.Globalization;

namespace Parley.Server.Doors.Accounts;

/// <summary>A <see cref="ScramVerifier"/> taken apart.</summary>
/// <param name="Iterations">How often the password was hashed.</param>
/// <param name="Salt">What it was hashed with.</param>
/// <param name="StoredKey">What a client's proof is checked against.</param>
/// <param name="ServerKey">What the server proves itself with.</param>
internal sealed record ScramKeys(int Iterations, byte[] Salt, byte[] StoredKey, byte[] ServerKey)
{
    private const string Kind = "SCRAM-SHA-256";

    /// <summary>Reads a verifier.</summary>
    /// <exception cref="FormatException">It is none: what is stored was not made here.</exception>
    public static ScramKeys Of(ScramVerifier verifier)
    {
        if (verifier.Value.Split('$') is [Kind, var hashing, var keys] && hashing.Split(':') is [var count, var salt] && keys.Split(':') is [var stored, var server]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) && iterations > 0)
            return new ScramKeys(iterations, Convert.FromBase64String(salt), Convert.FromBase64String(stored), Convert.FromBase64String(server));
        throw new FormatException("A stored verifier is damaged.");
    }

    public ScramVerifier ToVerifier() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind}${Iterations}:{Convert.ToBase64String(Salt)}${Convert.ToBase64String(StoredKey)}:{Convert.ToBase64String(ServerKey)}"));
}
