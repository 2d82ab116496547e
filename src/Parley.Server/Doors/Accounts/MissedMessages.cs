using System.Text;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Doors.Accounts;

/// <summary>Shows what was said to somebody while they were present without a session, or without one of their devices.</summary>
internal sealed class MissedMessages(NodeLoop node, IEventLog log)
{
    /// <summary>The most that are read of one room, and that are shown in all: the newest.</summary>
    private const int CountMax = 1000;

    /// <summary>What a line has beside the text, in bytes: about, and rather more.</summary>
    private const int LineBytes = 256;

    /// <summary>Shows it to a session, which waits with what is said from their return on until then.</summary>
    public async ValueTask ShowAsync(LocalSession session, Absence absence, object? context = null)
    {
        try
        {
            var messages = session.AsksForHistory ? [] : await ReadAsync(session, absence);
            var shown = Fitting(messages, session.SendQueueBytesMax / 2);
            await node.ReplyAsync(session, new Missed(shown, IsCut: shown.Count < messages.Count || shown.Count == CountMax), context);
        }
        catch (EventLogException e)
        {
            await node.ReplyAsync(session, new Missed([], IsCut: false), context);
            await node.ReplyAsync(session, new HistoryUnreadable(e.Message), context);
        }
    }

    /// <summary>The newest that a client may have waiting for it at once: with more it would be closed as one that does not read.</summary>
    private static List<Event> Fitting(IReadOnlyList<Event> messages, int bytesMax)
    {
        var bytes = 0;
        var fitting = messages.Reverse().TakeWhile(message => (bytes += LineBytes + (message is Said said ? Encoding.UTF8.GetByteCount(said.Text) : 0)) <= bytesMax).ToList();
        fitting.Reverse();
        return fitting;
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

/// <summary>What a session's owner, or its device, has missed, oldest first. It comes to every session that is told of an <see cref="Absence"/>.</summary>
/// <param name="Messages">What was said; nothing when the client asks for it itself.</param>
/// <param name="IsCut">Whether there is more before that, which is not shown.</param>
internal sealed record Missed(IReadOnlyList<Event> Messages, bool IsCut) : Answer;

/// <summary>The log could not be read.</summary>
internal sealed record HistoryUnreadable(string Why) : Refusal;
