namespace Parley.Server.Doors.Irc.Commands;

/// <summary>NOTICE: as PRIVMSG, but nothing ever answers it.</summary>
internal static class NoticeCommand
{
    public static readonly IrcCommand Definition = new(
        "NOTICE", "<target>{,<target>} <text>", "Say something that no program answers.",
        "https://modern.ircdocs.horse/#notice-message", request => PrivmsgCommand.HandleAsync(request, MessageKind.Notice));
}
