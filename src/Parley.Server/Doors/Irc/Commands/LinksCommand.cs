using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>LINKS: the servers of the network, which is this one.</summary>
internal static class LinksCommand
{
    public static readonly IrcCommand Definition = new(
        "LINKS", "", "List the servers.", "https://modern.ircdocs.horse/#links-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var name = request.Session.ServerName;
        return request.ReplyAsync(
            IrcLine.Of(Numeric.Links, name, name, $"0 {request.Door.Description}"), IrcLine.Of(Numeric.EndOfLinks, "*", "End of /LINKS list"));
    }
}
