using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>INVITE: ask somebody into a room, or list where one was asked in.</summary>
internal static class InviteCommand
{
    public static readonly IrcCommand Definition = new(
        "INVITE", "[<nickname> <channel>]", "Ask somebody into a channel; alone, list the channels you were asked into.",
        "https://modern.ircdocs.horse/#invite-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request) => request.Parameters.Length switch
    {
        0 => request.QueryAsync((_, person) =>
        [
            .. person.Invitations.Select(room => IrcLine.Of(Numeric.InviteList, room.Name!.Value.Value)),
            IrcLine.Of(Numeric.EndOfInviteList, "End of /INVITE list"),
        ]),
        1 => request.ReplyAsync(Numeric.NeedMoreParams, request.Name, "Not enough parameters"),
        _ => request.SubmitAsync(new Invite(request.Session.Id, request.Parameters[0], request.Parameters[1])),
    };
}
