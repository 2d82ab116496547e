using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage;

public sealed class MemoryEventLogTests : EventLogContract
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_newest_events_are_kept()
    {
        var story = Story.OfMonologue(200);
        var room = story.LastRoom;
        await using var log = new MemoryEventLog { EventsMax = 100 };
        await log.AppendAsync(story.Events);
        await log.WriteSnapshotAsync(story.Snapshot, TestEnd);

        var kept = story.Events[^100..];
        Assert.Equal(Story.Lines(kept), await log.ReadLinesAsync());
        Assert.Equal(Story.Lines(kept), await log.ReadRoomLinesAsync(new HistoryQuery(room) { CountMax = 1000 }));
        Assert.Equal(Story.Lines(kept[10..]), await log.ReadLinesAsync(kept[9].Sequence));
        Assert.Equal(Story.Lines(kept[..1]), Story.Lines(await log.ReadEventsAsync([story.Events[^101].Sequence, kept[0].Sequence, story.Head.Next], TestEnd)));
        Assert.Equal(kept[0].Sequence, await log.FindMessageAsync(room, 100, TestEnd));
        Assert.Equal(Sequence.Start, await log.FindMessageAsync(room, 101, TestEnd));
        Assert.Equal(kept[49].Sequence, await log.FindAsync(kept[50].At, TestEnd));
        using var turn = await log.TakeTurnAsync(new Sequence(1), TestEnd);
        Assert.Equal(Story.Lines(kept), Story.Lines(turn.Missed));
    }

    [Fact]
    public async Task A_log_that_has_dropped_events_goes_on()
    {
        var story = Story.OfMonologue(200);
        var room = story.LastRoom;
        await using var log = new MemoryEventLog { EventsMax = 100 };
        await log.AppendAsync(story.Events);
        await log.WriteSnapshotAsync(story.Snapshot, TestEnd);

        await log.AppendAsync(story.Redact("ada", story.Events[50]));
        await log.AppendAsync(story.Redact("ada", story.Events[^2]));
        await log.AppendAsync(story.Forget(room, story.Events[^50].Sequence));
        Assert.Equal(Story.Lines(story.Events[^51..^4].Concat(story.Events[^3..^1])), await log.ReadRoomLinesAsync(new HistoryQuery(room) { CountMax = 1000 }));
    }

    [Fact]
    public async Task What_the_newest_snapshot_does_not_hold_is_kept()
    {
        var story = Story.OfMonologue(50);
        await using var log = new MemoryEventLog { EventsMax = 10 };
        await log.AppendAsync(story.Events);
        Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());

        await log.WriteSnapshotAsync(story.Snapshot, TestEnd);
        var held = story.Events.Count;
        for (var i = 0; i < 30; i++) await log.AppendAsync(story.Say("ada", "#lobby", "and on"));
        Assert.Equal(Story.Lines(story.Events[held..]), await log.ReadLinesAsync());
    }

    [Fact]
    public async Task A_room_of_which_everything_was_dropped_begins_anew()
    {
        var story = new Story();
        story.Arrive("ada");
        story.Join("ada", "#tea");
        var tea = story.LastRoom;
        story.Say("ada", "#tea", "long ago");
        story.Join("ada", "#coffee");
        var coffee = story.LastRoom;
        for (var i = 0; i < 20; i++) story.Say("ada", "#coffee", "and on");
        await using var log = new MemoryEventLog { EventsMax = 10 };
        await log.AppendAsync(story.Events);
        await log.WriteSnapshotAsync(story.Snapshot, TestEnd);

        Assert.Empty(await log.ReadRoomAsync(new HistoryQuery(tea) { CountMax = 10 }, TestEnd));
        Assert.Equal(Sequence.Start, await log.FindMessageAsync(tea, 1, TestEnd));
        Assert.Equal(Story.Lines(story.Events[^10..]), await log.ReadRoomLinesAsync(new HistoryQuery(coffee) { CountMax = 100 }));

        var again = story.Say("ada", "#tea", "again");
        await log.AppendAsync(again);
        Assert.Equal(Story.Lines(again), await log.ReadRoomLinesAsync(new HistoryQuery(tea) { CountMax = 10 }));
    }

    [Fact]
    public async Task A_reader_goes_on_with_what_is_left_when_the_oldest_events_are_dropped_meanwhile()
    {
        var story = Story.OfMonologue(5000);
        await using var log = new MemoryEventLog { EventsMax = 10 };
        await log.AppendAsync(story.Events);
        Event[] atFirst = [.. story.Events];

        var seen = new List<Event>();
        await foreach (var stored in log.ReadAsync(Sequence.Start, TestEnd))
        {
            if (seen.Count == 0)
            {
                await log.WriteSnapshotAsync(story.Snapshot, TestEnd);
                await log.AppendAsync(story.Say("ada", "#lobby", "too late to be read"));
            }

            seen.Add(stored);
        }

        Assert.Equal(Story.Lines(atFirst[..(seen.Count - 10)]), Story.Lines(seen[..^10]));
        Assert.Equal(Story.Lines(atFirst[^10..]), Story.Lines(seen[^10..]));
        Assert.InRange(seen.Count, 11, atFirst.Length - 1);
    }

    [Fact]
    public async Task An_index_in_memory_keeps_the_newest_only()
    {
        var story = Story.OfMonologue(200);
        await using var index = SqliteMessageIndex.InMemory(eventsMax: 100);
        foreach (var batch in story.Events.Chunk(30)) await index.AddAsync(batch, TestEnd);

        var found = await index.FindAsync(new MessageSearch([story.LastRoom]) { Words = ["message"], CountMax = 1000 }, TestEnd);
        Assert.Equal(story.Events[^100..].Select(stored => stored.Sequence), found);
    }

    protected override Task<IEventLog> OpenAsync() => Task.FromResult<IEventLog>(new MemoryEventLog());
}
