using System.Globalization;

namespace Parley.Server.Doors.Irc.Services;

/// <summary>ChanServ: channels that belong to somebody.</summary>
internal static class ChanServ
{
    public static readonly IrcService Service = new("ChanServ", "A channel that is yours keeps its settings, and your operators are so whenever they come. I understand:",
    [
        new("REGISTER", "<channel>", "make a channel yours, of which you are operator", 1, request => request.DoAsync(
            new RegisterRoom(request.Session.Id, request[0]!), $"{request[0]} is yours.")),
        new("DROP", "<channel>", "let a channel of yours be nobody's", 1, request => request.DoAsync(
            new UnregisterRoom(request.Session.Id, request[0]!), $"{request[0]} is nobody's now.")) { Aliases = ["UNREGISTER"] },
        new("TRANSFER", "<channel> <account>", "give a channel of yours to somebody else", 2, request => request.DoAsync(
            new TransferRoom(request.Session.Id, request[0]!, request[1]!), $"{request[0]} belongs to {request[1]} now.")),
        new("AMODE", "<channel> [<+ or ->{a | o | h | v} <account>]", "list who has which role whenever they come, give one, or take it away", 1, ChangeRolesAsync)
        {
            Aliases = ["ACCESS", "FLAGS"],
        },
        List("SOP", Roles.Admin, 'a'),
        List("AOP", Roles.Operator, 'o'),
        List("HOP", Roles.HalfOperator, 'h'),
        List("VOP", Roles.Voice, 'v'),
        new("UP", "<channel>", "take the roles that are yours, if they were taken from you", 1, request => request.DoAsync(
            new TakeLastingRoles(request.Session.Id, request[0]!), $"You have your roles in {request[0]}.")) { Aliases = ["OP", "VOICE"] },
        new("INFO", "<channel>", "show to whom a channel belongs", 1, InfoAsync),
    ]);

    private static ServiceWord List(string name, Roles role, char letter) => new(
        name, "<channel> ADD | DEL <account>", $"the same as AMODE with {letter}", 3, request => request[1]!.ToUpperInvariant() switch
        {
            "ADD" => SetAsync(request, request[2]!, role),
            "DEL" => SetAsync(request, request[2]!, Roles.None),
            _ => request.SayAsync($"Usage: {name} <channel> ADD | DEL <account>"),
        });

    private static async ValueTask ChangeRolesAsync(ServiceRequest request)
    {
        if (request[1] is not { } change)
            await ListRolesAsync(request);
        else if (request[2] is { } account && change is ['+' or '-', var letter] && ModeLetters.Of(letter)?.Role() is { } role and not (Roles.None or Roles.Founder))
            await SetAsync(request, account, change[0] == '+' ? role : Roles.None);
        else
            await request.SayAsync("Usage: AMODE <channel> [<+ or ->{a | o | h | v} <account>]");
    }

    private static ValueTask SetAsync(ServiceRequest request, string account, Roles roles) => request.DoAsync(
        new SetLastingRoles(request.Session.Id, request[0]!, account, roles),
        $"{account} is {Wording.Of(roles)} in {request[0]} from now on.");

    private static async ValueTask ListRolesAsync(ServiceRequest request)
    {
        if (await request.Asked.AskAsync(new ShowRegistration(request.Session.Id, request[0]!)) is not RegistrationShown shown) return;
        await request.SayAsync($"{shown.Registration.Founder}: {Wording.Of(Roles.Founder)}");
        foreach (var lasting in shown.Registration.Roles) await request.SayAsync($"{lasting.Account}: {Wording.Of(lasting.Roles)}");
    }

    private static async ValueTask InfoAsync(ServiceRequest request)
    {
        if (await request.Asked.AskAsync(new ShowRegistration(request.Session.Id, request[0]!)) is RegistrationShown shown)
            await request.SayAsync($"{shown.Room} belongs to {shown.Registration.Founder}, since {shown.Registration.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
    }
}
