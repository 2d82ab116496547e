namespace Parley.Server.Doors.Irc.Commands;

/// <summary>RENAME: call a room something else.</summary>
internal static class RenameCommand
{
    public static readonly IrcCommand Definition = new(
        "RENAME", "<channel> <name> [<reason>]", "Call a channel something else; all that is there stays.",
        "https://ircv3.net/specs/extensions/channel-rename",
        request => request.SubmitAsync(new RenameRoom(request.Session.Id, request.Parameters[0], request.Parameters[1], request[2])))
    {
        ParametersMin = 2,
    };
}
