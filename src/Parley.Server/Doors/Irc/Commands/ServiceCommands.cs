using Parley.Server.Doors.Irc.Services;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>NICKSERV and its like: what one would write to a service, without the risk of writing a password to somebody else.</summary>
internal static class ServiceCommands
{
    public static readonly IrcCommand NickServ = Of("NICKSERV", Services.NickServ.Service);

    public static readonly IrcCommand Ns = Of("NS", Services.NickServ.Service);

    public static readonly IrcCommand ChanServ = Of("CHANSERV", Services.ChanServ.Service);

    public static readonly IrcCommand Cs = Of("CS", Services.ChanServ.Service);

    private static IrcCommand Of(string name, IrcService service) => new(
        name, "<word> [<parameters>]", $"Ask {service.Name}; HELP lists what it understands.", "https://modern.ircdocs.horse/#services",
        request => service.RunAsync(request, string.Join(' ', request.Parameters)));
}
