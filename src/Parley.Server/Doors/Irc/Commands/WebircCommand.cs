using System.Net;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>WEBIRC: a trusted gateway says whom it brings.</summary>
/// <remarks>
/// Who may: an address among the options' trusted gateways, with their password. The name it gives for the address is not
/// shown, as nobody has checked it.
/// </remarks>
internal static class WebircCommand
{
    public static readonly IrcCommand Definition = new(
        "WEBIRC", "<password> <gateway> <hostname> <address> [<options>]", "Say, as a trusted gateway, where a client comes from; before all else.",
        "https://ircv3.net/specs/extensions/webirc", HandleAsync)
    {
        ParametersMin = 4,
        IsForNewcomers = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (request.Session.Registration.HasBegun)
        {
            await request.ReplyAsync(Numeric.AlreadyRegistered, "You may not reregister");
            return;
        }

        var options = request.Door.Options;
        var isTrusted = request.Door.Gateways.Trusts(request.Session.Address)
            && options.GatewayPassword is { } hash
            && await Task.Run(() => PasswordHash.Verify(hash, request.Parameters[0]));
        if (!isTrusted || !IPAddress.TryParse(request.Parameters[3], out var address))
        {
            await EndAsync(request, isTrusted ? "Invalid WebIRC address" : "Invalid WebIRC password");
            return;
        }

        if (request.Door.BringFrom(request.Session, address) is { } refusal) await EndAsync(request, refusal);
    }

    private static ValueTask EndAsync(IrcRequest request, string why)
    {
        request.Session.Goodbye = why;
        return request.ReplyAsync(IrcLine.Of("ERROR", why));
    }
}
