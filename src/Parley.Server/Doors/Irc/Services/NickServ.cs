using System.Globalization;

namespace Parley.Server.Doors.Irc.Services;

/// <summary>NickServ: accounts, for those whose client does not do it by itself.</summary>
internal static class NickServ
{
    public static readonly IrcService Service = new("NickServ", "An account keeps your nickname and your conversations for you. I understand:",
    [
        new("REGISTER", "<password>", "make an account with the name of your nickname", 1, RegisterAsync),
        new("IDENTIFY", "[<account>[@<device>]] <password>", "log in", 1, IdentifyAsync) { Aliases = ["LOGIN", "ID", "AUTH"] },
        new("LOGOUT", "", "be a guest again", 0, LogoutAsync),
        new("SET PASSWORD", "<current> <new>", "change your password", 2, ChangePasswordAsync) { Aliases = ["PASSWD", "PASSWORD"] },
        new("SET ALWAYS-ON", "ON | OFF", "stay in your channels while you are not connected", 1, SetAlwaysOnAsync),
        new("DROP", "<password>", "have your account removed; nobody can have its name again", 1, DropAsync) { Aliases = ["UNREGISTER"] },
        new("ERASE", "<password>", "have all erased that you ever said with your account, here and in every channel", 1, EraseAsync),
        new("INFO", "[<account>]", "show what is known of an account", 0, InfoAsync),
        new("CERT ADD", "[<fingerprint>]", "log in without a password by the certificate that you are connected with, or by another", 0, AddCertificateAsync),
        new("CERT DEL", "<fingerprint>", "log in by a certificate no longer", 1, request => request.DoAsync(
            new RemoveCertificate(request.Session.Id, request[0]!), "The certificate is removed.")),
        new("CERT LIST", "", "list your certificates", 0, ListCertificatesAsync) { Aliases = ["CERT"] },
        new("SESSIONS LIST", "", "list the connections through which you are here", 0, ListSessionsAsync) { Aliases = ["SESSIONS", "CLIENTS LIST", "CLIENTS"] },
        new("SESSIONS LOGOUT", "<number> | ALL", "end one of them, or all others", 1, EndSessionAsync) { Aliases = ["CLIENTS LOGOUT"] },
        new("GHOST", "<nickname> [<password>]", "have a nickname of yours back", 1, GhostAsync) { Aliases = ["RELEASE", "RECOVER", "REGAIN"] },
        new("RESETPASS", "<account> <new>", "give an account another password", 2, ResetPasswordAsync) { IsForOperators = true },
        new("FDROP", "<account>", "remove somebody's account", 1, request => request.DoAsync(
            new DropAccountOf(request.Session.Id, request[0]!), $"The account {request[0]} is removed.")) { IsForOperators = true },
        new("FERASE", "<account>", "have all erased that was ever said with an account, whether it still is there or not", 1, request => request.DoAsync(
            new EraseMessagesOf(request.Session.Id, request[0]!), $"All that was said with the account {request[0]} is erased.")) { IsForOperators = true },
    ]);

    private static async ValueTask RegisterAsync(ServiceRequest request)
    {
        // Many services also want an address; nothing would be done with it here, so it is passed over.
        var name = await NickAsync(request);
        var reply = await request.Door.Accounts.RegisterAsync(request.Session, name, request[0]!, request.Asked);
        if (reply is null) await request.SayAsync($"You have the account {name} now, and are logged in. Keep the password well: it cannot be sent to you.");
    }

    private static async ValueTask<string> NickAsync(ServiceRequest request) =>
        await request.Door.Accounts.NickOfAsync(request.Session) ?? "*";

    private static async ValueTask IdentifyAsync(ServiceRequest request)
    {
        var (account, password) = request[1] is { } second ? (request[0]!, second) : (await NickAsync(request), request[0]!);
        var reply = await request.Door.Accounts.LogInAsync(request.Session, account, password, request.Asked);
        if (reply is not Refusal) await request.SayAsync($"You are logged in as {account}.");
    }

    private static ValueTask LogoutAsync(ServiceRequest request) => request.DoAsync(new LogOut(request.Session.Id), "You are logged out.");

    private static async ValueTask ChangePasswordAsync(ServiceRequest request)
    {
        if (await request.Door.Accounts.ChangePasswordAsync(request.Session, request[0]!, request[1]!, request.Asked) is null)
            await request.SayAsync("Your password is changed.");
    }

    private static async ValueTask SetAlwaysOnAsync(ServiceRequest request)
    {
        bool? isOn = request[0]!.ToUpperInvariant() switch { "ON" => true, "OFF" => false, _ => null };
        if (isOn is null) await request.SayAsync("Usage: SET ALWAYS-ON ON | OFF");
        else await request.DoAsync(new ChangeAccountSettings(request.Session.Id) { AlwaysOn = isOn }, isOn.Value
            ? "You stay in your channels from now on, connected or not."
            : "You leave when your last connection ends.");
    }

    private static async ValueTask DropAsync(ServiceRequest request)
    {
        if (await request.Door.Accounts.DropAsync(request.Session, request[0]!, request.Asked) is null)
            await request.SayAsync("Your account is removed.");
    }

    private static async ValueTask EraseAsync(ServiceRequest request)
    {
        if (await request.Door.Accounts.EraseAsync(request.Session, request[0]!, request.Asked) is null)
            await request.SayAsync("All that you said with your account is erased.");
    }

    private static ValueTask InfoAsync(ServiceRequest request) => request.QueryAsync((world, person) =>
    {
        var name = request[0] ?? person.Account?.Value ?? person.Nick.Value;
        if (world.Accounts.Find(name) is not { } account) return [$"There is no account {name}."];

        var present = world.People.Find(account.Name);
        var lines = new List<string> { $"{account.Name} was registered on {Date(account.RegisteredAt)}{(present is null ? "" : $", and is here as {present.Nick}")}." };
        if (present == person || person.IsOperator)
        {
            lines.Add($"Certificates: {account.Certificates.Length}. Always on: {(account.Settings.AlwaysOn ? "yes" : "no")}.");
            lines.Add($"Connections: {present?.Sessions.Count ?? 0}.");
        }

        return lines;
    });

    private static ValueTask AddCertificateAsync(ServiceRequest request) => (request[0] ?? request.Session.Fingerprint) is { } fingerprint
        ? request.DoAsync(new AddCertificate(request.Session.Id, fingerprint), "You can log in by that certificate from now on (SASL EXTERNAL).")
        : request.SayAsync("You are not connected with a certificate. Usage: CERT ADD <fingerprint>");

    private static ValueTask ListCertificatesAsync(ServiceRequest request) => request.QueryAsync((world, person) =>
        person.Account is not { } name || world.Accounts.Find(name) is not { } account ? [Wording.Of(new NotLoggedIn())]
        : account.Certificates.IsEmpty ? ["You have no certificates."]
        : account.Certificates);

    private static ValueTask ListSessionsAsync(ServiceRequest request) => request.QueryAsync((_, person) =>
        person.Sessions.Select(session => $"{Number(session)}{(request.Door.Find(session)?.Device is { } device ? $" {device.Name}" : "")}{(session == request.Session.Id ? " (this one)" : "")}"));

    private static async ValueTask EndSessionAsync(ServiceRequest request)
    {
        if (request[0]!.Equals("ALL", StringComparison.OrdinalIgnoreCase))
            await request.DoAsync(new EndSessions(request.Session.Id, null), "All other connections of yours are ended.");
        else if (long.TryParse(request[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            await request.DoAsync(new EndSessions(request.Session.Id, number), "That connection is ended.");
        else
            await request.SayAsync("Usage: SESSIONS LOGOUT <number> | ALL");
    }

    /// <summary>Elsewhere this ends a connection that was left behind. Here it is enough to log in: both are the same person then.</summary>
    private static async ValueTask GhostAsync(ServiceRequest request)
    {
        if (request[1] is { } password && await request.Door.Accounts.LogInAsync(request.Session, request[0]!, password, request.Asked) is Refusal) return;
        await request.Asked.AskAsync(new ChangeNick(request.Session.Id, request[0]!));
    }

    private static async ValueTask ResetPasswordAsync(ServiceRequest request)
    {
        if (await request.Door.Accounts.ResetPasswordAsync(request.Session, request[0]!, request[1]!, request.Asked) is null)
            await request.SayAsync($"{request[0]} has another password now.");
    }

    private static string Number(SessionId session) => session.Number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
