using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>INFO: about the server.</summary>
internal static class InfoCommand
{
    public static readonly IrcCommand Definition = new(
        "INFO", "[<server>]", "Show what this server is.", "https://modern.ircdocs.horse/#info-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request) => request.ReplyAsServerAsync(0, () => request.ReplyAsync(
        IrcLine.Of(Numeric.Info, $"{IrcVersion.Text}: a chat server with many doors into the same rooms."),
        IrcLine.Of(Numeric.Info, "What you see here others see too, in the same order, through IRC, nc, a script or a browser."),
        IrcLine.Of(Numeric.Info, "It was stored before you saw it."),
        IrcLine.Of(Numeric.EndOfInfo, "End of INFO")));
}
