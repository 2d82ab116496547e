using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>PASS: the word that opens the server, where there is one.</summary>
internal static class PassCommand
{
    public static readonly IrcCommand Definition = new(
        "PASS", "<password>", "Say the server's password, before NICK and USER.", "https://modern.ircdocs.horse/#pass-message", HandleAsync)
    {
        ParametersMin = 1,
        IsForNewcomers = true,
    };

    private static ValueTask HandleAsync(IrcRequest request)
    {
        if (request.Session.Registration.IsComplete) return request.ReplyAsync(Numeric.AlreadyRegistered, "You may not reregister");
        request.Session.Registration.Password = request.Parameters[0];
        return default;
    }
}
