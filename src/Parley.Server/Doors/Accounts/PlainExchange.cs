using System.Text;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Accounts;

/// <summary>PLAIN: the name and the password, as they are.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc4616"/>
internal sealed class PlainExchange(LoginGate gate, LocalSession session) : SaslExchange
{
    public override async ValueTask<SaslStep> NextAsync(byte[] message)
    {
        if (Encoding.UTF8.GetString(message).Split('\0') is not [var actAs, var account, var password]) return new SaslRefused(new LoginFailed());
        if (actAs.Length > 0 && !actAs.Equals(account, StringComparison.OrdinalIgnoreCase)) return new SaslRefused(new LoginFailed());
        return StepOf(await gate.TryPasswordAsync(session, account, password));
    }
}
