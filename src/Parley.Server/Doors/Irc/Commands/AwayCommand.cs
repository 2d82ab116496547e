using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>AWAY: say that one is away, or back.</summary>
internal static class AwayCommand
{
    public static readonly IrcCommand Definition = new(
        "AWAY", "[<text>]", "Say that you are away and why; without a text, that you are back.",
        "https://modern.ircdocs.horse/#away-message", HandleAsync)
    {
        ForNewcomersWith = IrcFeatures.PreAway,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (!request.Session.Registration.IsComplete)
        {
            request.Session.Registration.Away = request[0];
            await request.ReplyAsync(Confirm(request[0] is not null));
            return;
        }

        if (await request.AskAsync(new SetAway(request.Session.Id, request[0])) is not null) return;

        // Acknowledged also when nothing has changed.
        await request.QueryAsync((_, person) =>
        [
            Confirm(person.Away is not null),
        ]);
    }

    private static IrcLine Confirm(bool isAway) => isAway
        ? IrcLine.Of(Numeric.NowAway, "You have been marked as being away")
        : IrcLine.Of(Numeric.UnAway, "You are no longer marked as being away");
}
