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

    /// <summary>What is shown to everybody.</summary>
    public static IrcLines Of(ServerOptions options) => Made.GetValue(options, Make);

    private static IrcLines Make(ServerOptions options) => options.Motd.Count == 0
        ? IrcLines.Of(Numeric.NoMotd, "MOTD File is missing")
        : new IrcLines(
        [
            IrcLine.Of(Numeric.MotdStart, $"- {options.ServerName} Message of the day - "),
            .. options.Motd.Select(line => IrcLine.Of(Numeric.Motd, $"- {line}")),
            IrcLine.Of(Numeric.EndOfMotd, "End of /MOTD command."),
        ]);

    private static ValueTask HandleAsync(IrcRequest request) => request.ReplyAsServerAsync(0, () => request.ReplyAsync(Of(request.Door.Options)));
}
