using System.Globalization;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>CHATHISTORY: what was said before, by pages.</summary>
internal static class ChathistoryCommand
{
    /// <summary>The most messages of one answer.</summary>
    public const int Max = 500;

    public static readonly IrcCommand Definition = new(
        "CHATHISTORY", "LATEST|BEFORE|AFTER|AROUND|BETWEEN|TARGETS <target> <selector>... <limit>", "Read what was said before.",
        "https://ircv3.net/specs/extensions/chathistory", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request)
    {
        if (!request.Features.HasFlag(IrcFeatures.ChatHistory)) return request.ReplyAsync(Parley.Irc.Numeric.UnknownCommand, request.Name, "Unknown command");

        var subcommand = request.Parameters[0].ToUpperInvariant();
        var selectors = subcommand switch { "LATEST" or "BEFORE" or "AFTER" or "AROUND" => 1, "BETWEEN" or "TARGETS" => 2, _ => 0 };
        var expected = 1 + (subcommand == "TARGETS" ? 0 : 1) + selectors + 1;
        return selectors == 0 ? FailAsync(request, "Unknown command")
            : request.Parameters.Length < expected ? FailAsync(request, "Insufficient parameters")
            : request.Parameters.Length > expected ? FailAsync(request, "Too many parameters")
            : !TryParseLimit(request.Parameters[^1], out var limit) ? FailAsync(request, "Invalid limit", request.Parameters[^1])
            : subcommand == "TARGETS" ? ListTargetsAsync(request, limit) : ReadAsync(request, subcommand, limit);
    }

    /// <summary>Shows the last messages of a room to a client that has just come in.</summary>
    public static async ValueTask ShowLastAsync(IrcRequest request, RoomName room)
    {
        if (await request.AskAsync(new ReadHistory(request.Session.Id, room.Value)) is not HistoryGranted granted) return;
        var last = new HistoryQuery(granted.Rooms[0].Id)
        {
            Before = granted.UpTo.Next,
            CountMax = Math.Min(request.Door.Options.HistoryOnJoin, Max),
            MessagesOnly = true,
        };
        try
        {
            var events = await request.Door.History.ReadRoomAsync(last, CancellationToken.None);
            if (events.Count > 0) await request.ReplyAsync(new HistoryBatch("chathistory", room.Value, events));
        }
        catch (EventLogException)
        {
            // Nobody has asked for it.
        }
    }

    /// <summary>Reads a limit; one beyond the most is the most.</summary>
    private static bool TryParseLimit(string text, out int limit)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        limit = (int)Math.Min(number, Max);
        return isNumber;
    }

    private static async ValueTask ReadAsync(IrcRequest request, string subcommand, int limit)
    {
        var selectors = new List<HistorySelector>();
        foreach (var text in request.Parameters.AsSpan()[2..^1].ToArray())
        {
            if (subcommand == "LATEST" && text == "*") continue;
            if (!await TryParseAsync(request, text, selectors)) return;
        }

        if (await request.AskAsync(new ReadHistory(request.Session.Id, request.Parameters[1])) is not HistoryGranted granted) return;
        if (selectors.Find(selector => selector.Message > granted.UpTo) is { Message: not null })
        {
            await request.ReplyAsync(UnknownMessage(request));
            return;
        }

        var all = new HistoryQuery(granted.Rooms[0].Id)
        {
            Before = granted.UpTo.Next,
            CountMax = limit,
            MessagesOnly = !request.Features.HasFlag(IrcFeatures.EventPlayback),
        };
        try
        {
            var events = await ReadAsync(request.Door.History, all, subcommand, selectors);
            await request.ReplyAsync(new HistoryBatch("chathistory", TargetOf(granted.Rooms[0], granted.Reader), events));
        }
        catch (EventLogException)
        {
            await request.ReplyAsync(IrcLine.Of("FAIL", "CHATHISTORY", "MESSAGE_ERROR", subcommand, IrcRequest.Word(request.Parameters[1]), "Messages could not be retrieved"));
        }
    }

    private static async ValueTask<IReadOnlyList<Event>> ReadAsync(IEventLog log, HistoryQuery all, string subcommand, List<HistorySelector> selectors)
    {
        switch (subcommand, selectors)
        {
            case ("BEFORE", [var selector]):
                return await PageAsync(all with { Before = Earlier(all.Before, (await selector.FindBeginAsync(log)).Next) });
            case ("AFTER", [var selector]):
                return await PageAsync(all with { After = await selector.FindEndAsync(log), IsFromOldest = true });
            case ("LATEST", [var selector]):
                return await PageAsync(all with { After = await selector.FindEndAsync(log) });
            case ("AROUND", [var selector]):
                var begin = await selector.FindBeginAsync(log);
                var before = await PageAsync(all with { Before = Earlier(all.Before, begin.Next), CountMax = all.CountMax / 2 });
                return [.. before, .. await PageAsync(all with { After = begin, CountMax = all.CountMax - (all.CountMax / 2), IsFromOldest = true })];
            case ("BETWEEN", [var first, var second]):
                var (one, other) = (await first.FindBeginAsync(log), await second.FindBeginAsync(log));
                return await PageAsync(one <= other
                    ? all with { After = await first.FindEndAsync(log), Before = Earlier(all.Before, other.Next), IsFromOldest = true }
                    : all with { After = await second.FindEndAsync(log), Before = Earlier(all.Before, one.Next) });
            default:
                return await PageAsync(all);
        }

        ValueTask<IReadOnlyList<Event>> PageAsync(HistoryQuery query) => log.ReadRoomAsync(query, CancellationToken.None);
    }

    /// <summary>Lists the rooms and people with whom something was said last between two times.</summary>
    private static async ValueTask ListTargetsAsync(IrcRequest request, int limit)
    {
        var selectors = new List<HistorySelector>();
        foreach (var text in request.Parameters.AsSpan()[1..^1].ToArray())
        {
            if (!await TryParseAsync(request, text, selectors)) return;
            if (selectors[^1].Message is null) continue;
            await FailAsync(request, "Invalid timestamp", text);
            return;
        }

        if (await request.AskAsync(new ReadHistory(request.Session.Id, null)) is not HistoryGranted granted) return;
        try
        {
            var newest = await request.Door.History.ReadNewestMessagesAsync([.. granted.Rooms.Select(room => room.Id)], CancellationToken.None);
            var isForward = selectors[0].Time <= selectors[1].Time;
            var (from, to) = isForward ? (selectors[0].Time, selectors[1].Time) : (selectors[1].Time, selectors[0].Time);
            var between = newest.OfType<RoomEvent>().Where(said => said.At >= HistorySelector.EndOf(from) && said.At < to);
            await request.ReplyAsync(new TargetsBatch(
                [.. (isForward ? between.Take(limit) : between.TakeLast(limit)).Select(said => (TargetOf(said.Room, granted.Reader), said.At))]));
        }
        catch (EventLogException)
        {
            await request.ReplyAsync(IrcLine.Of("FAIL", "CHATHISTORY", "MESSAGE_ERROR", "TARGETS", "*", "Messages could not be retrieved"));
        }
    }

    /// <summary>Reads a selector, or answers why it cannot be.</summary>
    private static async ValueTask<bool> TryParseAsync(IrcRequest request, string text, List<HistorySelector> selectors)
    {
        switch (HistorySelector.TryParse(text, out var selector))
        {
            case HistorySelectorFlaw.None:
                selectors.Add(selector);
                return true;
            case HistorySelectorFlaw.UnknownType:
                await request.ReplyAsync(IrcLine.Of(
                    "FAIL", "CHATHISTORY", "INVALID_MSGREFTYPE", request.Parameters[0], IrcRequest.Word(request.Parameters[1]), "That type of reference is not supported"));
                return false;
            case HistorySelectorFlaw.UnknownMessage:
                await request.ReplyAsync(UnknownMessage(request));
                return false;
            default:
                await FailAsync(request, "Invalid timestamp", text);
                return false;
        }
    }

    private static IrcLine UnknownMessage(IrcRequest request) => IrcLine.Of(
        "FAIL", "CHATHISTORY", "MESSAGE_ERROR", request.Parameters[0], IrcRequest.Word(request.Parameters[1]), "There is no such message");

    private static ValueTask FailAsync(IrcRequest request, string text, string? what = null) => request.ReplyAsync(what is null
        ? IrcLine.Of("FAIL", "CHATHISTORY", "INVALID_PARAMS", IrcRequest.Word(request.Parameters[0]), text)
        : IrcLine.Of("FAIL", "CHATHISTORY", "INVALID_PARAMS", IrcRequest.Word(request.Parameters[0]), IrcRequest.Word(what), text));

    private static Sequence Earlier(Sequence one, Sequence other) => one < other ? one : other;

    /// <summary>What a client calls it: a room's name, or the nick of the other one.</summary>
    private static string TargetOf(RoomRef room, Identity reader) => room switch
    {
        NamedRoom named => named.Name.Value,
        Conversation conversation => conversation.OtherThan(reader).Nick.Value,
        _ => "*",
    };
}
