namespace Parley.Server.Doors.Irc.Commands;

/// <summary>AWAY: say that one is away, or back.</summary>
internal static class AwayCommand
{
    public static readonly IrcCommand Definition = new(
        "AWAY", "[<text>]", "Say that you are away and why; without a text, that you are back.",
        "https://modern.ircdocs.horse/#away-message", request => request.SubmitAsync(new SetAway(request.Session.Id, request[0])));
}
