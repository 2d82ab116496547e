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

        public async Task<string[]> ReadRoomLinesAsync(RoomId room, Sequence upTo, int countMax) =>
            Story.Lines(await log.ReadRoomAsync(room, upTo, countMax, TestEnd));
    }
}
