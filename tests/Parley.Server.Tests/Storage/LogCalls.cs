namespace Parley.Server.Tests.Storage;

/// <summary>What tests do with a log again and again.</summary>
internal static class LogCalls
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    extension(IEventLog log)
    {
        /// <summary>Takes the turn at the first event's place and hands the events over.</summary>
        public async Task<Task> HandOverAsync(IReadOnlyList<Event> events)
        {
            using var turn = await log.TakeTurnAsync(new Sequence(events[0].Sequence.Value - 1), TestEnd);
            return turn.AppendAsync(events);
        }

        public async Task AppendAsync(IReadOnlyList<Event> events) => await await log.HandOverAsync(events);

        public async Task<string[]> ReadLinesAsync(Sequence after = default) =>
            Story.Lines(await log.ReadAsync(after, TestEnd).ToListAsync(TestEnd));

        /// <summary>The newest of a room's history, up to a place.</summary>
        public Task<string[]> ReadRoomLinesAsync(RoomId room, Sequence upTo, int countMax) =>
            log.ReadRoomLinesAsync(new HistoryQuery(room) { Before = upTo.Next, CountMax = countMax });

        public async Task<string[]> ReadRoomLinesAsync(HistoryQuery query) => Story.Lines(await log.ReadRoomAsync(query, TestEnd));

        /// <summary>Waits until nothing of a room's history is left before a place: it is erased in the background.</summary>
        public async Task ErasedAsync(RoomId room, Sequence before)
        {
            while ((await log.ReadRoomAsync(new HistoryQuery(room) { Before = before, CountMax = 1 }, TestEnd)).Count > 0) await Task.Yield();
        }

        /// <summary>The kinds of all that is in a room's history.</summary>
        public async Task<IEnumerable<string>> ReadRoomKindsAsync(RoomId room) =>
            (await log.ReadRoomAsync(new HistoryQuery(room) { CountMax = 1000 }, TestEnd)).Select(EventCodec.KindOf);
    }
}
