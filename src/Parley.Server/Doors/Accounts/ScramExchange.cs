using System.Security.Cryptography;
using System.Text;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Accounts;

/// <summary>SCRAM-SHA-256: the password is proved, and never said. Without channel binding.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc5802#section-5"/>
internal sealed class ScramExchange(LoginGate gate, LocalSession session) : SaslExchange
{
    private const int NonceBytes = 18;
    private const int ClientNonceLengthMax = 256;

    private Conversation? _conversation;
    private SaslProved? _proved;

    public override async ValueTask<SaslStep> NextAsync(byte[] message)
    {
        if (_proved is { } proved) return message.Length == 0 ? proved : new SaslRefused(new LoginFailed());
        var text = Encoding.UTF8.GetString(message);
        return _conversation is { } conversation ? Finish(conversation, text) : await BeginAsync(text);
    }

    /// <summary><c>n,,n=user,r=nonce</c>: answered by the rest of the nonce, the salt and how often to hash.</summary>
    private async ValueTask<SaslStep> BeginAsync(string first)
    {
        if (first.Split(',') is not [var binding, var actAs, ['n', '=', .. var escaped], ['r', '=', .. var clientNonce], ..]
            || binding is not ("n" or "y") || clientNonce.Length is 0 or > ClientNonceLengthMax
            || Unescape(escaped) is not { } user || (actAs.Length > 0 && actAs != $"a={escaped}"))
            return new SaslRefused(new LoginFailed());
        var account = DeviceName.Split(user, out var device);
        if (!gate.MayTry(session, account)) return new SaslRefused(new TooManyAttempts());

        var (name, verifier, keys) = await gate.FindAsync(session, account);
        var nonce = clientNonce + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        var header = $"{binding},{actAs},";
        var answer = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"r={nonce},s={Convert.ToBase64String(keys.Salt)},i={keys.Iterations}");
        _conversation = new Conversation(account, device, name, verifier, keys, nonce, header, $"{first[header.Length..]},{answer}");
        return new SaslChallenge(Encoding.UTF8.GetBytes(answer));
    }

    /// <summary><c>c=binding,r=nonce,p=proof</c>: answered by the server's own proof.</summary>
    private SaslStep Finish(Conversation conversation, string final)
    {
        var withoutProof = final[..Math.Max(0, final.LastIndexOf(",p=", StringComparison.Ordinal))];
        if (withoutProof.Split(',') is not [var binding, var nonce, ..]
            || binding != $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(conversation.Header))}" || nonce != $"r={conversation.Nonce}"
            || DecodeBase64(final[(withoutProof.Length + 3)..]) is not { } proof
            || !ScramSha256.IsProof(conversation.Keys, $"{conversation.Said},{withoutProof}", proof)
            || conversation.Name is not { } account)
            return new SaslRefused(gate.Fail(session, conversation.Account));

        _proved = new SaslProved(new Credentials(account, new PasswordProof(conversation.Verifier)), conversation.Device);
        var signature = ScramSha256.ServerSignature(conversation.Keys, $"{conversation.Said},{withoutProof}");
        return new SaslChallenge(Encoding.UTF8.GetBytes($"v={Convert.ToBase64String(signature)}"));
    }

    /// <summary>A name in which <c>=2C</c> stands for a comma and <c>=3D</c> for an equals sign; null when another <c>=</c> is in it.</summary>
    private static string? Unescape(string text)
    {
        var name = text.Replace("=2C", ",", StringComparison.Ordinal);
        return name.Replace("=3D", "", StringComparison.Ordinal).Contains('=', StringComparison.Ordinal) ? null : name.Replace("=3D", "=", StringComparison.Ordinal);
    }

    private static byte[]? DecodeBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    /// <summary>What has been agreed on after the first message.</summary>
    private sealed record Conversation(
        string Account, DeviceName? Device, AccountName? Name, ScramVerifier Verifier, ScramKeys Keys, string Nonce, string Header, string Said);
}
