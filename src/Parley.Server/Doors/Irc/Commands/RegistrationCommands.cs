using System.Security.Cryptography;
using System.Text;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>What NICK, USER and CAP END have in common: when all is said, the world is asked.</summary>
internal static class RegistrationCommands
{
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

        await AuthenticateCommand.AbortAsync(request);
        var reply = await request.AskAsync(request.Door.Arrive(request.Session, registration));
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
        await request.QueryAsync((world, _) => [.. LusersCommand.Lines(world, request.Door), .. MotdCommand.Of(request.Door.Options).Lines]);
        if (reply is Attached attached) await request.Door.Accounts.ShowMissedAsync(request.Session, attached, request);
    }

    private static bool IsPasswordRight(IrcRequest request) => request.Door.Options.Password is not { } password
        || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(request.Session.Registration.Password ?? ""));
}
