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
            await RegisterBeforeAsync(request);
            return;
        }

        // Nothing is done with an address, so none is asked for or kept.
        var name = NameOf(request, await request.Door.Accounts.NickOfAsync(request.Session) ?? "*");
        var reply = await request.Door.Accounts.RegisterAsync(request.Session, name, request.Parameters[2], request.With(name));
        if (reply is null) await request.ReplyAsync(Success(name));
    }

    /// <summary>What the capability says. Where a password is asked for, a stranger who does not know it gets no account.</summary>
    public static string ValueFor(ServerOptions options) => IsForStrangers(options) ? "before-connect,custom-account-name" : "custom-account-name";

    private static async ValueTask RegisterBeforeAsync(IrcRequest request)
    {
        var registration = request.Session.Registration;
        if (!IsForStrangers(request.Door.Options))
            await request.ReplyAsync(Fail("COMPLETE_CONNECTION_REQUIRED", IrcRequest.Word(request.Parameters[0]), "Finish connecting first"));
        else if (registration.Credentials is { Account.Value: var account })
            await request.ReplyAsync(Fail("ALREADY_AUTHENTICATED", account, $"You are logged in as {account} already"));
        else if (registration.Nick is not { } nick)
            await request.ReplyAsync(Fail("NEED_NICK", "*", "Say your nickname first"));
        else if (NameOf(request, nick) is var name
            && await request.Door.Accounts.RegisterBeforeAsync(request.Session, name, request.Parameters[2], request.With(name)) is AccountMade made)
        {
            registration.Credentials = made.Credentials;
            await request.ReplyAsync(AuthenticateCommand.LoggedIn(registration), Success(name));
        }
    }

    private static bool IsForStrangers(ServerOptions options) => options.Password is null;

    private static string NameOf(IrcRequest request, string nick) => request.Parameters[0] == "*" ? nick : request.Parameters[0];

    private static IrcLine Success(string name) => IrcLine.Of("REGISTER", "SUCCESS", name, "Account successfully registered");

    private static IrcLine Fail(string code, string account, string text) => IrcLine.Of("FAIL", "REGISTER", code, account, text);
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
