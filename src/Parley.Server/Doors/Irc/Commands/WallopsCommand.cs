namespace Parley.Server.Doors.Irc.Commands;

/// <summary>WALLOPS: tell something to all who listen for it.</summary>
internal static class WallopsCommand
{
    public static readonly IrcCommand Definition = new(
        "WALLOPS", "<text>", "Tell something to everybody with +w.", "https://modern.ircdocs.horse/#wallops-message",
        request => request.SubmitAsync(new Announce(request.Session.Id, request.Parameters[0])))
    {
        ParametersMin = 1,
        IsForOperators = true,
    };
}
