using System.Collections.Immutable;
using Parley.Irc;
using IrcModeChange = Parley.Irc.ModeChange;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>MODE: what holds in a room, or what one has set about oneself.</summary>
internal static class ModeCommand
{
    public static readonly IrcCommand Definition = new(
        "MODE", "<target> [<modes> [<arguments>]]", "Show or change the modes of a channel, or your own.",
        "https://modern.ircdocs.horse/#mode-message", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request) =>
        request.Parameters[0].StartsWith('#') ? ForRoomAsync(request) : UserModeAnswers.HandleAsync(request);

    private static async ValueTask ForRoomAsync(IrcRequest request)
    {
        var room = request.Parameters[0];
        if (request.Parameters.Length == 1)
        {
            await request.QueryAsync((world, person) => Show(world, person, room));
            return;
        }

        var requests = ImmutableArray.CreateBuilder<ModeRequest>();
        var withArgument = 0;
        var answered = new HashSet<char>();
        foreach (var change in ModeString.Parse(ModeLetters.Types, request.Parameters.AsSpan()[1..]))
        {
            // A line has room for hundreds of letters; each is answered once.
            if (IsOnlyAnswered(change) && !answered.Add(change.Letter)) continue;
            if (ModeLetters.Of(change.Letter) is not { } mode)
                await RefuseAsync(request, change.Letter, $"is an unknown mode char to me for {room}");
            else if (change.Argument is null && mode.IsList())
                await request.QueryAsync((world, person) => ShowList(world, person, room, mode));
            else if (change.Argument is null && NeedsArgument(change))
                await request.ReplyAsync(Numeric.InvalidModeParam, room, change.Letter.ToString(), "*", "You must specify a parameter for the mode");
            else if (change.Argument is null || ++withArgument <= Isupport.ModesMax)
                requests.Add(new ModeRequest(mode, change.IsSet, change.Argument));
        }

        if (requests.Count > 0) await request.SubmitAsync(new ChangeModes(request.Session.Id, room, requests.ToImmutable()));
    }

    private static bool IsOnlyAnswered(IrcModeChange change) =>
        ModeLetters.Of(change.Letter) is not { } mode || (change.Argument is null && (mode.IsList() || NeedsArgument(change)));

    // U+FFFD is what the parser makes of a character beyond the basic plane, which is no letter to name.
    private static ValueTask RefuseAsync(IrcRequest request, char letter, string why) =>
        request.ReplyAsync(Numeric.UnknownMode, letter == '\ufffd' ? "*" : letter.ToString(), why);

    // The key is taken away whatever stands behind it, or nothing.
    private static bool NeedsArgument(IrcModeChange change) =>
        ModeLetters.Types.TakesArgument(change.Letter, change.IsSet) && !(change is { IsSet: false, Letter: 'k' });

    private static IEnumerable<IrcLine> Show(World world, Person person, string name)
    {
        if (!RoomName.TryParse(name, out var roomName) || world.Rooms.Find(roomName) is not { } room || !room.IsVisibleTo(person))
            return [IrcLine.Of(Numeric.NoSuchChannel, name, "No such channel")];

        var modes = room.Modes.OrderBy(mode => ModeLetters.Of(mode.Key)).Select(mode => new IrcModeChange(
            true, ModeLetters.Of(mode.Key), mode.Key == RoomMode.Key && !room.Contains(person.Id) ? "*" : mode.Value));
        var text = room.Name!.Value.Value;
        return
        [
            IrcLine.Of(Numeric.ChannelModeIs, [text, .. room.Modes.Count == 0 ? ["+"] : ModeString.Write([.. modes])]),
            IrcLine.Of(Numeric.CreationTime, text, IrcLines.Text(room.CreatedAt)),
        ];
    }

    private static IEnumerable<IrcLine> ShowList(World world, Person person, string name, RoomMode list)
    {
        if (!RoomName.TryParse(name, out var roomName) || world.Rooms.Find(roomName) is not { } room || !room.IsVisibleTo(person))
            return [IrcLine.Of(Numeric.NoSuchChannel, name, "No such channel")];

        var (entry, end, what) = list switch
        {
            RoomMode.Ban => (Numeric.BanList, Numeric.EndOfBanList, "ban"),
            RoomMode.BanException => (Numeric.ExceptList, Numeric.EndOfExceptList, "exception"),
            _ => (Numeric.InvexList, Numeric.EndOfInvexList, "invite exception"),
        };
        var text = room.Name!.Value.Value;
        if (list != RoomMode.Ban && !room.RolesOf(person.Id).AtLeast(Roles.HalfOperator) && !person.IsOperator)
            return [IrcLine.Of(Numeric.ChanOPrivsNeeded, text, "You're not channel operator")];
        return
        [
            .. room.List(list).Select(mask => IrcLine.Of(entry, text, mask.Mask, mask.By.Value, IrcLines.Text(mask.At))),
            IrcLine.Of(end, text, $"End of channel {what} list"),
        ];
    }
}
