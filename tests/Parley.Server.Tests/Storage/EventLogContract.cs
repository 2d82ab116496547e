namespace Parley.Server.Tests.Storage;

/// <summary>What every log must do. One class derives from this for each.</summary>
/// <remarks>What is appended, by whom and when it counts. What is read of a room, and taken out of it, is in a file of its own.</remarks>
public abstract partial class EventLogContract : IAsyncLifetime
{
    private IEventLog _log = null!;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    protected abstract Task<IEventLog> OpenAsync();

    public async ValueTask InitializeAsync() => _log = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_log_is_empty()
    {
        using var turn = await _log.TakeTurnAsync(Sequence.Start, TestEnd);
        Assert.Empty(turn.Missed);
        Assert.Empty(await _log.ReadLinesAsync());
        Assert.Empty(await _log.ReadRoomAsync(new HistoryQuery(new RoomId(1)) { CountMax = 10 }, TestEnd));
        Assert.Empty(await _log.ReadEventsAsync([new Sequence(1)], TestEnd));
        Assert.Equal(Sequence.Start, await _log.FindAsync(DateTimeOffset.MaxValue, TestEnd));
        Assert.Null(await _log.ReadSnapshotAsync(TestEnd));
    }

    [Fact]
    public async Task What_was_appended_is_read_again_with_its_place_and_time()
    {
        var story = Story.OfMonologue(3);
        story.Say("ada", "#lobby", "Zoë 小明 🙂 \"quoted\" \\ \u2028 \t");
        await _log.AppendAsync(story.Events);

        Assert.Equal(Story.Lines(story.Events), await _log.ReadLinesAsync());
    }

    [Fact]
    public async Task Reading_begins_after_any_place()
    {
        var story = Story.OfMonologue(2000);
        await _log.AppendAsync(story.Events);

        foreach (var after in (int[])[0, 1, 511, 512, 513, 1024, 2002, 2003])
        {
            Assert.Equal(Story.Lines(story.Events.Skip(after)), await _log.ReadLinesAsync(new Sequence(after)));
        }

        Assert.Empty(await _log.ReadLinesAsync(new Sequence(5000)));
    }

    [Fact]
    public async Task A_turn_shows_what_its_taker_has_missed()
    {
        var story = Story.OfMonologue(600);
        await _log.AppendAsync(story.Events);

        using var turn = await _log.TakeTurnAsync(new Sequence(3), TestEnd);
        Assert.Equal(Story.Lines(story.Events.Skip(3)), Story.Lines(turn.Missed));
        using var current = await _log.TakeTurnAsync(story.Head, TestEnd);
        Assert.Empty(current.Missed);
    }

    [Fact]
    public async Task A_turn_shows_missed_events_that_were_still_on_their_way_to_the_disk()
    {
        var story = Story.OfMonologue(10);
        var handedOver = await _log.HandOverAsync(story.Events);

        using var turn = await _log.TakeTurnAsync(new Sequence(1), TestEnd);
        Assert.Equal(Story.Lines(story.Events.Skip(1)), Story.Lines(turn.Missed));
        await handedOver;
    }

    [Fact]
    public async Task An_unused_turn_changes_nothing()
    {
        var story = Story.OfMonologue(1);
        (await _log.TakeTurnAsync(Sequence.Start, TestEnd)).Dispose();
        await _log.AppendAsync(story.Events);

        Assert.Equal(Story.Lines(story.Events), await _log.ReadLinesAsync());
    }

    [Fact]
    public async Task An_append_of_nothing_succeeds()
    {
        using var turn = await _log.TakeTurnAsync(Sequence.Start, TestEnd);
        await turn.AppendAsync([]);
        Assert.Empty(await _log.ReadLinesAsync());
    }

    [Fact]
    public async Task A_cancelled_taker_gets_no_turn() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _log.TakeTurnAsync(Sequence.Start, new CancellationToken(true)));

    [Fact]
    public async Task Events_of_which_one_cannot_be_stored_are_refused_and_the_log_goes_on()
    {
        var story = Story.OfMonologue(20);
        var (before, after) = (story.Events.Take(10).ToArray(), story.Events.Skip(10).ToArray());
        await _log.AppendAsync(before);

        await Assert.ThrowsAsync<EventLogException>(() => _log.AppendAsync([.. after[..5], after[5] with { By = null! }, .. after[6..]]));
        Assert.Equal(Story.Lines(before), await _log.ReadLinesAsync());

        await _log.AppendAsync(after);
        Assert.Equal(Story.Lines(story.Events), await _log.ReadLinesAsync());
        var room = story.Events.OfType<Said>().First().Room.Id;
        Assert.Equal(20, (await _log.ReadRoomAsync(new HistoryQuery(room) { MessagesOnly = true, CountMax = 100 }, TestEnd)).Count);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1 3")]
    [InlineData("1 1")]
    [InlineData("2 1")]
    public async Task Events_with_a_gap_are_refused_and_nothing_of_them_is_stored(string sequences)
    {
        var story = Story.OfMonologue(5);
        Event[] events = [.. sequences.Split(' ').Select(number => story.Events[int.Parse(number, null) - 1])];

        using var turn = await _log.TakeTurnAsync(Sequence.Start, TestEnd);
        await Assert.ThrowsAsync<EventLogException>(() => turn.AppendAsync(events));

        Assert.Empty(await _log.ReadLinesAsync());
        await _log.AppendAsync(story.Events);
        Assert.Equal(Story.Lines(story.Events), await _log.ReadLinesAsync());
    }

    [Fact]
    public async Task Appends_that_were_handed_over_without_waiting_complete_in_order()
    {
        var story = Story.OfMonologue(300);
        var tasks = new List<Task>();
        foreach (var appended in story.Events) tasks.Add(await _log.HandOverAsync([appended]));

        for (var i = 0; i < tasks.Count; i++)
        {
            await tasks[i];
            Assert.All(tasks.Take(i), earlier => Assert.True(earlier.IsCompletedSuccessfully));
        }

        Assert.Equal(Story.Lines(story.Events), await _log.ReadLinesAsync());
    }

    [Fact]
    public async Task What_rests_on_a_failed_append_fails_too_until_a_turn_is_taken_from_the_true_head()
    {
        var story = Story.OfMonologue(10);
        await _log.AppendAsync(story.Events[..3]);

        // The fourth event never reaches the log.
        var failed = await _log.HandOverAsync(story.Events[4..6]);
        var restingOnIt = await _log.HandOverAsync(story.Events[6..8]);
        await Assert.ThrowsAsync<EventLogException>(() => failed);
        await Assert.ThrowsAsync<EventLogException>(() => restingOnIt);
        using (var stale = await _log.TakeTurnAsync(new Sequence(8), TestEnd))
        {
            Assert.Empty(stale.Missed);
            await Assert.ThrowsAsync<EventLogException>(() => stale.AppendAsync(story.Events[8..]));
        }

        story.ReturnTo(new Sequence(3));
        await _log.AppendAsync(story.Say("ada", "#lobby", "once more"));
        Assert.Equal(Story.Lines(story.Events), await _log.ReadLinesAsync());
    }

    [Fact]
    public async Task The_newest_snapshot_is_kept()
    {
        var story = new Story();
        for (var i = 1; i <= 5; i++)
        {
            await _log.AppendAsync(story.Arrive($"guest{i}"));
            await _log.WriteSnapshotAsync(story.Snapshot, TestEnd);
        }

        var snapshot = await _log.ReadSnapshotAsync(TestEnd);
        Assert.Equal(EventCodec.Write(story.Snapshot), EventCodec.Write(snapshot!));
    }

    [Fact]
    public async Task A_snapshot_of_what_is_not_stored_is_refused()
    {
        var story = Story.OfMonologue(3);
        await _log.AppendAsync(story.Events[..2]);

        await Assert.ThrowsAsync<EventLogException>(async () => await _log.WriteSnapshotAsync(story.Snapshot, TestEnd));
        Assert.Null(await _log.ReadSnapshotAsync(TestEnd));
    }

    [Fact]
    public async Task Readers_see_whole_prefixes_while_somebody_appends()
    {
        var story = Story.OfMonologue(2000);
        var expected = Story.Lines(story.Events);
        var appending = Task.Run(
            async () =>
            {
                foreach (var batch in story.Events.Chunk(7)) await _log.AppendAsync(batch);
            },
            TestEnd);

        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                do
                {
                    var seen = await _log.ReadLinesAsync();
                    Assert.Equal(expected[..seen.Length], seen);
                }
                while (!appending.IsCompleted);
            },
            TestEnd));

        await Task.WhenAll([appending, .. readers]);
        Assert.Equal(expected, await _log.ReadLinesAsync());
    }
}
