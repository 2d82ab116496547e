using System.Runtime.CompilerServices;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>MOTD: the message of the day.</summary>
internal static class MotdCommand
{
    public static readonly IrcCommand Definition = new(
        "MOTD", "[<server>]", "Show the message of the day.", "https://modern.ircdocs.horse/#motd-message", HandleAsync);

    /// <summary>The lines for each set of options: everybody who comes gets the same.</summary>
    private static readonly ConditionalWeakTable<ServerOptions, IrcLines> Made = [];

    public static ValueTask AnswerAsync(IrcRequest request) => request.ReplyAsync(Made.GetValue(request.Door.Options, Make));

    private static IrcLines Make(ServerOptions options) => options.Motd.Count == 0
        ? IrcLines.Of(Numeric.NoMotd, "MOTD File is missing")
        : new IrcLines(
        [
            IrcLine.Of(Numeric.MotdStart, $"- {options.ServerName} Message of the day - "),
            .. options.Motd.Select(line => IrcLine.Of(Numeric.Motd, $"- {line}")),
            IrcLine.Of(Numeric.EndOfMotd, "End of /MOTD command."),
        ]);

    private static ValueTask HandleAsync(IrcRequest request) => request.ReplyAsServerAsync(0, () => AnswerAsync(request));
}
