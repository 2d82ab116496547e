namespace Parley.Server.Doors.Irc.Commands;

/// <summary>KNOCK: ask to be invited.</summary>
internal static class KnockCommand
{
    public static readonly IrcCommand Definition = new(
        "KNOCK", "<channel> [<text>]", "Ask to be let into a channel.", "https://modern.ircdocs.horse/#knock-message", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request) =>
        request.SubmitAsync(new Knock(request.Session.Id, request.Parameters[0], request[1]));
}
