namespace Parley.Server.Doors.Irc.Commands;

/// <summary>KICK: send members away.</summary>
internal static class KickCommand
{
    public static readonly IrcCommand Definition = new(
        "KICK", "<channel>{,<channel>} <nickname>{,<nickname>} [<reason>]", "Send members away from a channel.",
        "https://modern.ircdocs.horse/#kick-message", HandleAsync)
    {
        ParametersMin = 2,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var rooms = request.List(0);
        var nicks = request.List(1);

        // One channel and many nicks, or as many of both.
        if (rooms.Length == 0 || nicks.Length == 0 || (rooms.Length > 1 && rooms.Length != nicks.Length))
        {
            await request.NeedMoreAsync();
            return;
        }

        for (var i = 0; i < nicks.Length; i++)
            await request.SubmitAsync(new Kick(request.Session.Id, rooms.Length == 1 ? rooms[0] : rooms[i], nicks[i], request[2]));
    }
}
