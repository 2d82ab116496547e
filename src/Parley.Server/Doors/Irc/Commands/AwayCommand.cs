using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>AWAY: say that one is away, or back.</summary>
internal static class AwayCommand
{
    public static readonly IrcCommand Definition = new(
        "AWAY", "[<text>]", "Say that you are away and why; without a text, that you are back.",
        "https://modern.ircdocs.horse/#away-message", HandleAsync);

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (await request.AskAsync(new SetAway(request.Session.Id, request[0])) is not null) return;

        // Acknowledged also when nothing has changed.
        await request.QueryAsync((_, person) =>
        [
            person.Away is null
                ? IrcLine.Of(Numeric.UnAway, "You are no longer marked as being away")
                : IrcLine.Of(Numeric.NowAway, "You have been marked as being away"),
        ]);
    }
}
