using Parley.Irc;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>USER: the user name and the real name.</summary>
internal static class UserCommand
{
    private const int LengthMax = 10;

    public static readonly IrcCommand Definition = new(
        "USER", "<username> 0 * <realname>", "Say who you are.", "https://modern.ircdocs.horse/#user-message", HandleAsync)
    {
        ParametersMin = 4,
        IsForNewcomers = true,
    };

    /// <summary>Whether this is USER with all that it has to say.</summary>
    public static bool SaysWho(IrcRequest request) => request.Name == Definition.Name && request[0] is not null && request[3] is not null;

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var registration = request.Session.Registration;
        if (registration.IsComplete)
        {
            await request.ReplyAsync(Numeric.AlreadyRegistered, "You may not reregister");
            return;
        }

        if (!SaysWho(request))
        {
            await request.ReplyAsync(Numeric.NeedMoreParams, request.Name, "Not enough parameters");
            return;
        }

        registration.User = Clean(DeviceName.Split(request.Parameters[0], out var device));
        registration.Device ??= device;
        registration.RealName = request.Parameters[3];
        await RegistrationCommands.TryCompleteAsync(request);
    }

    // The name is part of nick!user@host, where some characters have a meaning. The tilde says that nobody has checked it.
    private static string Clean(string name)
    {
        var letters = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.').Take(LengthMax - 1));
        return "~" + (letters.Length > 0 ? letters : "user");
    }
}
