using System.Globalization;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Doors.Plain;

/// <summary>What somebody at the plain door reads of what was said, and takes back of it.</summary>
/// <remarks>For the connection's own task. Lines sent behind a question wait until it has been answered.</remarks>
internal sealed class PlainHistory(PlainSession session, DoorContext door)
{
    public const int CountMax = 200;

    private const int CountDefault = 20;

    private const string Usage = "/history [ROOM | NAME] [COUNT] [since TIME] [ids]: COUNT from 1 to 200, TIME like 2h, 14:30, 2026-11-21";

    /// <summary>The page before the one that was shown last; null before the first.</summary>
    private Page? _before;

    /// <summary>Shows the last messages of a room or a conversation, or those since a time.</summary>
    public async ValueTask ShowAsync(string words)
    {
        var page = new Page(session.CurrentRoom, CountDefault);
        var rest = new Queue<string>(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var isUnderstood = true;
        while (isUnderstood && rest.TryDequeue(out var word))
        {
            if (word == "since")
            {
                isUnderstood = TimeText.TryParse(rest.TryDequeue(out var text) ? text : "", door.Time.GetUtcNow(), out var time);
                page = page with { Since = time };
            }
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                isUnderstood = number is > 0 and <= CountMax;
                page = page with { Count = number };
            }
            else page = word == "ids" ? page with { HasIds = true } : page with { Target = word };
        }

        if (!isUnderstood) await session.ReplyAsync(new WrongUsage(Usage));
        else await ShowAsync(page);
    }

    /// <summary>Shows what was said last in a room that one has just entered, if the server is to.</summary>
    public async ValueTask ShowLastAsync()
    {
        if (door.Options.HistoryOnJoin <= 0 || session.CurrentRoom.Length == 0 || await AskAsync(session.CurrentRoom) is not { } granted) return;
        var last = new HistoryQuery(granted.Rooms[0].Id)
        {
            Before = granted.UpTo.Next,
            CountMax = Math.Min(door.Options.HistoryOnJoin, CountMax),
            MessagesOnly = true,
        };
        if (await ReadAsync(log => log.ReadRoomAsync(last, CancellationToken.None)) is { Count: > 0 } messages)
            await session.ReplyAsync(new History(granted.Rooms[0], messages, IsPage: false));
    }

    /// <summary>Shows the page before the one that was shown last.</summary>
    public async ValueTask ShowMoreAsync()
    {
        if (_before is { } page) await ShowAsync(page);
        else await session.ReplyAsync(new WrongUsage("/history, then /more"));
    }

    /// <summary>Shows the newest messages with some words, of all that the person may read.</summary>
    /// <param name="words">The words, and what narrows them: <c>in:ROOM</c>, <c>from:NAME</c>, <c>since:TIME</c>, <c>before:TIME</c>.</param>
    public async ValueTask SearchAsync(string words)
    {
        if (PlainSearch.Parse(words, door.Time.GetUtcNow()) is not { } search)
        {
            await session.ReplyAsync(new WrongUsage(PlainSearch.Usage));
            return;
        }

        if (await door.Node.AskAsync(session, new ReadHistory(session.Id, search.In)) is not HistoryGranted granted) return;
        var found = await ReadAsync(async log => await door.Finder.FindAsync(
            new MessageSearch([.. granted.Rooms.Select(room => room.Id)])
            {
                Words = search.Words,
                From = search.From,
                After = search.Since is { } since ? await log.FindAsync(since, CancellationToken.None) : Sequence.Start,
                Before = search.Before is { } before ? (await log.FindAsync(before, CancellationToken.None)).Next : granted.UpTo.Next,
                CountMax = CountDefault,
            },
            granted,
            CancellationToken.None));
        if (found is not null) await session.ReplyAsync(new Found(found));
    }

    /// <summary>Takes back a message: the last that somebody said in the current room, or one of any room by its id.</summary>
    /// <param name="which">Whose, or its id; empty for one's own.</param>
    /// <param name="reason">Why; empty for none.</param>
    public async ValueTask RedactAsync(string which, string reason)
    {
        var wanted = MessageId.TryParse(which, out var place) ? await FindAsync(place) : await FindLastAsync(which);
        if (wanted is not null) await session.SubmitAsync(new Redact(session.Id, wanted, reason));
    }

    /// <summary>The message at a place of the log; null when the session has been told that there is none that it may read.</summary>
    private async ValueTask<Said?> FindAsync(Sequence place)
    {
        if (await door.Node.AskAsync(session, new ReadHistory(session.Id, null)) is not HistoryGranted granted
            || await ReadAsync(log => log.ReadEventsAsync([place], CancellationToken.None)) is not { } events)
            return null;

        if (events is [Said said] && granted.Rooms.Any(room => said.History.Contains(room.Id))) return said;
        await session.ReplyAsync(new NoSuchMessage());
        return null;
    }

    /// <summary>The last that somebody said in the current room, or one said oneself; null when the session has been told that there is none.</summary>
    private async ValueTask<Said?> FindLastAsync(string nick)
    {
        if (await AskAsync(session.CurrentRoom) is not { } granted) return null;
        var query = new HistoryQuery(granted.Rooms[0].Id) { Before = granted.UpTo.Next, CountMax = CountMax, MessagesOnly = true };
        if (await ReadAsync(log => log.ReadRoomAsync(query, CancellationToken.None)) is not { } messages) return null;

        var last = messages.OfType<Said>().LastOrDefault(said =>
            nick.Length == 0 ? said.By.Id == session.Person : Nick.TryParse(nick, out var theirs) && said.By.Nick == theirs);
        if (last is null) await session.ReplyAsync(new NoSuchMessage());
        return last;
    }

    private async ValueTask ShowAsync(Page page)
    {
        if (await AskAsync(page.Target) is not { } granted) return;
        var messages = await ReadAsync(async log => await log.ReadRoomAsync(
            new HistoryQuery(granted.Rooms[0].Id)
            {
                After = page.Since is { } time ? await log.FindAsync(time, CancellationToken.None) : Sequence.Start,
                Before = page.Before ?? granted.UpTo.Next,
                CountMax = page.Count,
                IsFromOldest = page.Since is not null,
                MessagesOnly = true,
            },
            CancellationToken.None));
        if (messages is null) return;

        if (messages.Count > 0) _before = page with { Since = null, Before = messages[0].Sequence };
        await session.ReplyAsync(new History(granted.Rooms[0], messages, IsPage: page.Before is not null || page.Since is not null) { HasIds = page.HasIds });
    }

    /// <summary>What may be read; null when the session has been told that it may not.</summary>
    private async ValueTask<HistoryGranted?> AskAsync(string target)
    {
        if (target.Length > 0) return await door.Node.AskAsync(session, new ReadHistory(session.Id, target)) as HistoryGranted;
        await session.ReplyAsync(new InNoRoom());
        return null;
    }

    /// <summary>Reads something of the log; null when the session has been told that it cannot be read.</summary>
    private async ValueTask<T?> ReadAsync<T>(Func<IEventLog, ValueTask<T>> read)
        where T : class
    {
        try
        {
            return await read(door.History);
        }
        catch (EventLogException e)
        {
            await session.ReplyAsync(new HistoryUnreadable(e.Message));
            return null;
        }
    }

    /// <summary>A part of a history to be shown: the newest so many before a place, or the oldest since a time.</summary>
    private sealed record Page(string Target, int Count)
    {
        public DateTimeOffset? Since { get; init; }

        public Sequence? Before { get; init; }

        public bool HasIds { get; init; }
    }
}

/// <summary>What was said in a room or a conversation, oldest first.</summary>
/// <param name="Room">Where.</param>
/// <param name="Messages">What.</param>
/// <param name="IsPage">Whether it is only a part that was asked for: then there may be more, elsewhere.</param>
internal sealed record History(RoomRef Room, IReadOnlyList<Event> Messages, bool IsPage) : Answer
{
    /// <summary>Whether each message's id is shown, by which it can be taken back.</summary>
    public bool HasIds { get; init; }
}

/// <summary>What was found, oldest first.</summary>
internal sealed record Found(IReadOnlyList<Event> Messages) : Answer;
