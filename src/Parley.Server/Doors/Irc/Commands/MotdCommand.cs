using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>MOTD: the message of the day.</summary>
internal static class MotdCommand
{
    public static readonly IrcCommand Definition = new(
        "MOTD", "[<server>]", "Show the message of the day.", "https://modern.ircdocs.horse/#motd-message", HandleAsync);

    public static ValueTask AnswerAsync(IrcRequest request)
    {
        if (request.Door.Options.Motd.Count == 0) return request.ReplyAsync(Numeric.NoMotd, "MOTD File is missing");
        var name = request.Session.ServerName;
        return request.ReplyAsync(
        [
            IrcLine.Of(Numeric.MotdStart, $"- {name} Message of the day - "),
            .. request.Door.Options.Motd.Select(line => IrcLine.Of(Numeric.Motd, $"- {line}")),
            IrcLine.Of(Numeric.EndOfMotd, "End of /MOTD command."),
        ]);
    }

    private static ValueTask HandleAsync(IrcRequest request) => request.ReplyAsServerAsync(0, () => AnswerAsync(request));
}
