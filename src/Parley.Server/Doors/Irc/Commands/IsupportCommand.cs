namespace Parley.Server.Doors.Irc.Commands;

/// <summary>ISUPPORT: what the server supports.</summary>
internal static class IsupportCommand
{
    public static readonly IrcCommand Definition = new(
        "ISUPPORT", "", "Show what this server supports.", "https://ircv3.net/specs/extensions/extended-isupport#isupport-command",
        request => request.ReplyAsync([.. Isupport.Lines(request.Door.Options, request.Session.IsupportBatch(request.Features))]))
    {
        ForNewcomersWith = IrcFeatures.ExtendedIsupport,
    };
}
