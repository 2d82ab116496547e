using System.Text;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Accounts;

/// <summary>EXTERNAL: the certificate that the connection was made with, whoever has signed it.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc4422#appendix-A"/>
internal sealed class ExternalExchange(LoginGate gate, LocalSession session, string? fingerprint) : SaslExchange
{
    public override async ValueTask<SaslStep> NextAsync(byte[] message)
    {
        if (fingerprint is null) return new SaslRefused(new LoginFailed());

        var result = await gate.TryCertificateAsync(session, fingerprint);
        return message.Length == 0 || result.Credentials is not { } credentials || IsSame(credentials.Account, Encoding.UTF8.GetString(message))
            ? StepOf(result)
            : new SaslRefused(new LoginFailed());
    }

    private static bool IsSame(AccountName account, string actAs) => AccountName.TryParse(actAs, out var name) && name == account;
}
