using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>HELP: the commands, from the same list that runs them.</summary>
internal static class HelpCommand
{
    public static readonly IrcCommand Definition = new(
        "HELP", "[<command>]", "List the commands, or explain one.", "https://modern.ircdocs.horse/#help-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var subject = request[0]?.ToUpperInvariant();
        if (subject is null)
        {
            return request.ReplyAsync(
            [
                IrcLine.Of(Numeric.HelpStart, "*", "The commands; HELP <command> explains one"),
                .. IrcText.Pack(IrcCommands.All.Select(command => command.Name), 200).Select(names => IrcLine.Of(Numeric.HelpTxt, "*", string.Join(' ', names))),
                IrcLine.Of(Numeric.EndOfHelp, "*", "End of /HELP"),
            ]);
        }

        if (IrcCommands.Find(subject) is not { } command)
            return request.ReplyAsync(Numeric.HelpNotFound, IrcRequest.Word(subject), "There is no help on that");
        return request.ReplyAsync(
            IrcLine.Of(Numeric.HelpStart, command.Name, $"{command.Name} {command.Usage}".TrimEnd()),
            IrcLine.Of(Numeric.HelpTxt, command.Name, command.IsForOperators ? $"{command.Help} For operators of the server." : command.Help),
            IrcLine.Of(Numeric.HelpTxt, command.Name, command.Spec),
            IrcLine.Of(Numeric.EndOfHelp, command.Name, "End of /HELP"));
    }
}
