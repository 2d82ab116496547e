using System.Security.Cryptography;
using System.Text;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>What NICK, USER and CAP END have in common: when all is said, the world is asked.</summary>
internal static class RegistrationCommands
{
    /// <summary>Asks whether the nick that was named could be had, unless the world has been asked for more since.</summary>
    public static async ValueTask CheckNickAsync(IrcSession session)
    {
        var registration = session.Registration;
        if (registration.NickAsked is not { } request) return;
        registration.NickAsked = null;
        var mayLogIn = registration.IsNegotiating || registration.Credentials is not null;
        if (await request.AskAsync(new CheckNick(session.Id, registration.Nick!) { MayLogIn = mayLogIn }) is not null) registration.Nick = null;
    }

    public static async ValueTask TryCompleteAsync(IrcRequest request)
    {
        var registration = request.Session.Registration;
        if (!registration.IsReady) return;
        if (!IsPasswordRight(request))
        {
            await request.ReplyAsync(
                IrcLine.Of(Numeric.PasswdMismatch, "Password incorrect"), IrcLine.Of("ERROR", "Closing link: (Password incorrect)"));
            request.Session.Goodbye = "Password incorrect";
            return;
        }

        if (request.Session.Sasl is not null) await AuthenticateCommand.AbortAsync(request);
        registration.NickAsked = null;
        var arriving = request.AskAsync(request.Door.Arrive(request.Session, registration));
        await request.SubmitAsync(new Query(request.Session.Id, (world, person) => person is null ? null : RestOfGreeting(world, request.Door)));
        var reply = await arriving;
        if (reply is not (Welcome or Attached))
        {
            registration.Nick = null;
            if (reply is LoginFailed) registration.Credentials = null;
            return;
        }

        var away = registration.Away;
        registration.Complete();
        if (away is not null) await request.SubmitAsync(new SetAway(request.Session.Id, away));
        await MetadataCommand.ShowOwnAsync(request);
        if (reply is Attached attached) await request.Door.Accounts.ShowMissedAsync(request.Session, attached, request);
    }

    /// <summary>What follows on 005, asked for together with it; whoever arrives is still among the strangers then.</summary>
    private static IrcLines RestOfGreeting(World world, IrcDoor door) =>
        new([.. LusersCommand.Lines(world, door.Strangers - 1), .. MotdCommand.Of(door.Options).Lines]);

    private static bool IsPasswordRight(IrcRequest request) => request.Door.Options.Password is not { } password
        || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(request.Session.Registration.Password ?? ""));
}
