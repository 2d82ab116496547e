namespace Parley.Server.Doors.Irc.Commands;

/// <summary>QUIT: goodbye.</summary>
internal static class QuitCommand
{
    public static readonly IrcCommand Definition = new(
        "QUIT", "[<reason>]", "Leave the server.", "https://modern.ircdocs.horse/#quit-message", HandleAsync)
    {
        IsForNewcomers = true,
    };

    private static ValueTask HandleAsync(IrcRequest request)
    {
        request.Session.Goodbye = request[0] is { } reason ? $"Quit: {reason}" : "Quit";
        return request.Session.Registration.IsComplete
            ? default
            : request.ReplyAsync(IrcLine.Of("ERROR", $"Closing link: ({request.Session.Goodbye})"));
    }
}
