namespace Parley.Server.Doors.Irc.Commands;

/// <summary>REGISTER: make an account, and be logged in to it.</summary>
internal static class RegisterCommand
{
    public static readonly IrcCommand Definition = new(
        "REGISTER", "<account or *> <email or *> <password>", "Make an account.", "https://ircv3.net/specs/extensions/account-registration", HandleAsync)
    {
        ParametersMin = 3,
        IsForNewcomers = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (!request.Session.Registration.IsComplete)
        {
            await request.ReplyAsync(IrcLine.Of("FAIL", "REGISTER", "COMPLETE_CONNECTION_REQUIRED", IrcRequest.Word(request.Parameters[0]), "Finish connecting first"));
            return;
        }

        // Nothing is done with an address, so none is asked for or kept.
        var name = request.Parameters[0] == "*" ? request.Session.Who!.Nick.Value : request.Parameters[0];
        var reply = await request.Door.Accounts.RegisterAsync(request.Session, name, request.Parameters[2], request.With(name));
        if (reply is null) await request.ReplyAsync(IrcLine.Of("REGISTER", "SUCCESS", name, "Account successfully registered"));
    }
}

/// <summary>VERIFY: finish a registration that was to be confirmed. None is here, so there is nothing to verify.</summary>
internal static class VerifyCommand
{
    public static readonly IrcCommand Definition = new(
        "VERIFY", "<account> <code>", "Confirm a registration; here none needs it.", "https://ircv3.net/specs/extensions/account-registration", HandleAsync)
    {
        ParametersMin = 2,
        IsForNewcomers = true,
    };

    private static ValueTask HandleAsync(IrcRequest request) => request.ReplyAsync(IrcLine.Of(
        "FAIL", "VERIFY", "INVALID_CODE", IrcRequest.Word(request.Parameters[0]), "There is no registration to verify"));
}
