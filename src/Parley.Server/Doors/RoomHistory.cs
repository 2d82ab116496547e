namespace Parley.Server.Doors;

/// <summary>Reads what was said in a room before.</summary>
internal static class RoomHistory
{
    private const int PageEvents = 500;
    private const int PagesMax = 20;

    /// <summary>The newest messages and topics up to where reading was granted, oldest first; comings and goings left out.</summary>
    /// <remarks>Looks at no more than the last 10,000 events of the room.</remarks>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    public static async Task<IReadOnlyList<Event>> ReadMessagesAsync(IEventLog log, HistoryGranted granted, int count)
    {
        var messages = new List<Event>();
        var upTo = granted.UpTo;
        for (var page = 0; page < PagesMax; page++)
        {
            var events = await log.ReadRoomAsync(granted.Room.Id, upTo, PageEvents, CancellationToken.None);
            messages.InsertRange(0, events.Where(happened => happened is Said or TopicChanged));
            if (messages.Count >= count || events.Count < PageEvents) break;
            upTo = new Sequence(events[0].Sequence.Value - 1);
        }

        return messages[Math.Max(0, messages.Count - count)..];
    }
}
