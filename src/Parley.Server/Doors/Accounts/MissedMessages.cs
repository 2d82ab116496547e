using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Doors.Accounts;

/// <summary>Shows what was said to somebody while they were present without a session.</summary>
internal sealed class MissedMessages(NodeLoop node, IEventLog log)
{
    /// <summary>The most that are read of one room, and that are shown in all: the newest.</summary>
    private const int CountMax = 1000;

    /// <summary>Shows it to a session; what is said from their return on is delivered to it as ever.</summary>
    public async ValueTask ShowAsync(LocalSession session, Absence absence, object? context = null)
    {
        try
        {
            var messages = await ReadAsync(session, absence);
            if (messages.Count > 0) await node.ReplyAsync(session, new Missed(messages), context);
        }
        catch (EventLogException e)
        {
            await node.ReplyAsync(session, new HistoryUnreadable(e.Message), context);
        }
    }

    private async ValueTask<IReadOnlyList<Event>> ReadAsync(LocalSession session, Absence absence)
    {
        if (await node.AskAsync(session, new ReadHistory(session.Id, null)) is not HistoryGranted granted) return [];

        var missed = new List<Event>();
        foreach (var room in granted.Rooms)
        {
            var query = new HistoryQuery(room.Id) { After = absence.After, Before = absence.Before, CountMax = CountMax, MessagesOnly = true };
            missed.AddRange(await log.ReadRoomAsync(query, CancellationToken.None));
        }

        return [.. missed.OrderBy(message => message.Sequence.Value).TakeLast(CountMax)];
    }
}

/// <summary>What was said to somebody while they were present without a session, oldest first.</summary>
internal sealed record Missed(IReadOnlyList<Event> Messages) : Answer;

/// <summary>The log could not be read.</summary>
internal sealed record HistoryUnreadable(string Why) : Refusal;
