using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>MODE with a nick: what one has set about oneself.</summary>
/// <seealso href="https://modern.ircdocs.horse/#user-mode"/>
internal static class UserModeAnswers
{
    private static readonly ModeTypes Types = new($",,,{UserModeLetters.All}");

    public static async ValueTask HandleAsync(IrcRequest request)
    {
        var nick = request.Parameters[0];
        var isOwn = await request.AskAsync(new Query(request.Session.Id, (world, person) => WhyNot(world, person, nick))) is null;
        if (!isOwn) return;
        if (request[1] is not { } text)
        {
            await request.QueryAsync((_, person) => [IrcLine.Of(Numeric.UModeIs, UserModeLetters.Of(person.Modes))]);
            return;
        }

        var (set, unset, isUnknown) = (UserModes.None, UserModes.None, false);
        foreach (var change in ModeString.Parse(Types, text))
        {
            if (UserModeLetters.Of(change.Letter) is not { } mode) isUnknown = true;
            else if (change.IsSet) (set, unset) = (set | mode, unset & ~mode);
            else (set, unset) = (set & ~mode, unset | mode);
        }

        if (isUnknown) await request.ReplyAsync(Numeric.UModeUnknownFlag, "Unknown MODE flag");
        await request.SubmitAsync(new ChangeUserModes(request.Session.Id, set, unset));
    }

    private static IrcLines? WhyNot(World world, Person? person, string text) =>
        !Nick.TryParse(text, out var nick) || world.People.Find(nick) is not { } other ? IrcLines.Of(Numeric.NoSuchNick, text, "No such nick/channel")
        : other == person ? null
        : IrcLines.Of(Numeric.UsersDontMatch, "Can't change mode for other users");
}
