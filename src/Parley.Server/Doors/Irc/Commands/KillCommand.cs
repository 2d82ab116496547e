namespace Parley.Server.Doors.Irc.Commands;

/// <summary>KILL: end somebody's connection.</summary>
internal static class KillCommand
{
    public static readonly IrcCommand Definition = new(
        "KILL", "<nickname> [<reason>]", "End somebody's connection.", "https://modern.ircdocs.horse/#kill-message",
        request => request.SubmitAsync(new Kill(request.Session.Id, request.Parameters[0], request[1])))
    {
        ParametersMin = 1,
        IsForOperators = true,
    };
}
