namespace Parley.Server.Doors.Irc.Commands;

/// <summary>UNKLINE: let a mask or an address in again.</summary>
internal static class UnklineCommand
{
    public static readonly IrcCommand Definition = new(
        "UNKLINE", "<mask or address>", "Let a mask or an address in again.",
        "https://defs.ircdocs.horse/defs/numerics#rpl-statskline-216",
        HandleAsync)
    {
        ParametersMin = 1,
        IsForOperators = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var mask = request.Parameters[0];
        if (await request.AskAsync(new UnbanFromServer(request.Session.Id, mask)) is null)
            await request.ReplyAsync(IrcLine.Notice($"{mask} is let in again"));
    }
}
