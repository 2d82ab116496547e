using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Doors.Accounts;

/// <summary>Makes up what an account would have that is not there: always the same for a name, so that nobody learns which there are.</summary>
/// <param name="key">Secret and kept, or a restart would show which salts are made up.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc5802#section-9"/>
internal sealed class LoginSecret(byte[] key)
{
    /// <summary>Keys that fit no password, with a salt of their own.</summary>
    public ScramKeys KeysFor(string account, int iterations)
    {
        var salt = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(AccountName.TryParse(account, out var name) ? name.Folded : account));
        return new ScramKeys(iterations, salt[..ScramSha256.SaltBytes], new byte[SHA256.HashSizeInBytes], key);
    }
}
