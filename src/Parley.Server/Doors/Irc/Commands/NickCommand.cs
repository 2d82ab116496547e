using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>NICK: what one wants to be called.</summary>
internal static class NickCommand
{
    public static readonly IrcCommand Definition = new(
        "NICK", "<nickname>", "Be called something else.", "https://modern.ircdocs.horse/#nick-message", HandleAsync)
    {
        IsForNewcomers = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var registration = request.Session.Registration;
        if (request[0] is not { } nick)
        {
            await request.ReplyAsync(Numeric.NoNicknameGiven, "No nickname given");
        }
        else if (registration.IsComplete)
        {
            await request.SubmitAsync(new ChangeNick(request.Session.Id, nick));
        }
        else
        {
            // Whether it can be had is asked with USER, which nearly everybody says in the same breath; without it, when nothing more has come.
            registration.Nick = nick;
            registration.NickAsked = request;
            if (request.Label is not null) await RegistrationCommands.CheckNickAsync(request.Session);
            await RegistrationCommands.TryCompleteAsync(request);
        }
    }
}
