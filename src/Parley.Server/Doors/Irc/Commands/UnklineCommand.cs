namespace Parley.Server.Doors.Irc.Commands;

/// <summary>UNKLINE: let a mask or an address in again.</summary>
internal static class UnklineCommand
{
    public static readonly IrcCommand Definition = new(
        "UNKLINE", "<mask or address>", "Let a mask or an address in again.",
        "https://defs.ircdocs.horse/defs/numerics#rpl-statskline-216",
        request => request.SubmitAsync(new UnbanFromServer(request.Session.Id, request.Parameters[0])))
    {
        ParametersMin = 1,
        IsForOperators = true,
    };
}
