using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>SEARCH: find messages by their words, in all that the client may read.</summary>
internal static class SearchCommand
{
    private const int LimitDefault = 50;
    private const int LimitMax = 200;

    public static readonly IrcCommand Definition = new(
        "SEARCH", "<attributes>", "Find messages: in=, from=, after=, before=, text=, limit=, separated by semicolons.",
        "https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (!request.Features.HasFlag(IrcFeatures.Search))
        {
            await request.ReplyAsync(Numeric.UnknownCommand, request.Name, "Unknown command");
            return;
        }

        var attributes = IrcTags.Parse(string.Join(' ', request.Parameters));
        if (WhatIsWrong(attributes, out var from, out var after, out var before, out var limit) is { } wrong)
        {
            await request.ReplyAsync(IrcLine.Of("FAIL", "SEARCH", "INVALID_PARAMS", wrong, "Invalid parameters"));
            return;
        }

        if (await request.AskAsync(new ReadHistory(request.Session.Id, attributes["in"])) is not HistoryGranted granted) return;
        try
        {
            var search = new MessageSearch([.. granted.Rooms.Select(room => room.Id)])
            {
                Words = MessageSearch.WordsOf(attributes["text"] ?? ""),
                From = from,
                After = after is { } since ? await request.Door.History.FindAsync(since, CancellationToken.None) : Sequence.Start,
                Before = before is { } until
                    ? (await request.Door.History.FindAsync(HistorySelector.EndOf(until), CancellationToken.None)).Next
                    : granted.UpTo.Next,
                CountMax = limit,
                IsFromOldest = after is not null,
            };
            await request.ReplyAsync(new HistoryBatch("soju.im/search", null, await request.Door.Finder.FindAsync(search, granted, CancellationToken.None)));
        }
        catch (EventLogException)
        {
            await request.ReplyAsync(IrcLine.Of("FAIL", "SEARCH", "INTERNAL_ERROR", "The search could not be run"));
        }
    }

    /// <summary>The name of the first attribute that cannot be understood; null when all can.</summary>
    private static string? WhatIsWrong(IrcTags attributes, out Nick? from, out DateTimeOffset? after, out DateTimeOffset? before, out int limit)
    {
        (from, after, before, limit) = (null, null, null, LimitDefault);
        foreach (var (name, value) in attributes)
        {
            switch (name)
            {
                case "from" when Nick.TryParse(value, out var nick):
                    from = nick;
                    break;
                case "after" when HistorySelector.TryParseTime(value, out var time):
                    after = time;
                    break;
                case "before" when HistorySelector.TryParseTime(value, out var time):
                    before = time;
                    break;
                case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                    limit = Math.Min(number, LimitMax);
                    break;
                case "in" or "text":
                    break;
                default:
                    return IrcRequest.Word(name);
            }
        }

        return null;
    }
}
