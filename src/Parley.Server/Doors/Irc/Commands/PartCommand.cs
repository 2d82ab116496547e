namespace Parley.Server.Doors.Irc.Commands;

/// <summary>PART: leave rooms.</summary>
internal static class PartCommand
{
    public static readonly IrcCommand Definition = new(
        "PART", "<channel>{,<channel>} [<reason>]", "Leave channels.", "https://modern.ircdocs.horse/#part-message", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var rooms = request.List(0);
        if (rooms.Length == 0) await request.NeedMoreAsync();
        foreach (var room in rooms) await request.SubmitAsync(new Part(request.Session.Id, room, request[1]));
    }
}
