using System.Text;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Accounts;

/// <summary>PLAIN: the name and the password, as they are.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc4616"/>
internal sealed class PlainExchange(LoginGate gate, LocalSession session) : SaslExchange
{
    public override async ValueTask<SaslStep> NextAsync(byte[] message)
    {
        if (Encoding.UTF8.GetString(message).Split('\0') is not [var actAs, var name, var password]) return new SaslRefused(new LoginFailed());
        var account = DeviceName.Split(name, out var device);
        if (actAs.Length > 0 && !DeviceName.Split(actAs, out _).Equals(account, StringComparison.OrdinalIgnoreCase)) return new SaslRefused(new LoginFailed());
        return StepOf(await gate.TryPasswordAsync(session, account, password), device);
    }
}
