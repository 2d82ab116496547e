namespace Parley.Server.Doors.Irc.Commands;

/// <summary>JOIN: enter rooms, or with <c>0</c> leave all of them.</summary>
internal static class JoinCommand
{
    public static readonly IrcCommand Definition = new(
        "JOIN", "<channel>{,<channel>} [<key>{,<key>}] | 0", "Enter channels.", "https://modern.ircdocs.horse/#join-message", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (request.Parameters[0] == "0")
        {
            await request.SubmitAsync(new PartAll(request.Session.Id));
            return;
        }

        var keys = request[1]?.Split(',') ?? [];
        var rooms = request.List(0);
        if (rooms.Length == 0) await request.NeedMoreAsync();
        for (var i = 0; i < rooms.Length; i++)
        {
            await JoinAsync(request.With(rooms[i]), new Join(request.Session.Id, rooms[i], i < keys.Length && keys[i].Length > 0 ? keys[i] : null)
            {
                FollowsRenames = !request.Features.HasFlag(IrcFeatures.ChannelRename),
            });
        }
    }

    /// <summary>Enters, and shows the metadata that the client wants, and what was said last to one that does not ask for it itself.</summary>
    private static async ValueTask JoinAsync(IrcRequest request, Join join)
    {
        var showsHistory = request.Door.Options.HistoryOnJoin > 0 && !request.Features.HasFlag(IrcFeatures.ChatHistory);
        if (!showsHistory && request.Session.Metadata.Keys.IsEmpty)
        {
            await request.SubmitAsync(join);
            return;
        }

        if (await request.AskAsync(join) is not RoomEntered { Room: NamedRoom { Name: var room } }) return;
        await MetadataCommand.CatchUpAsync(request, room.Value);
        if (showsHistory) await ChathistoryCommand.ShowLastAsync(request, room);
    }
}
