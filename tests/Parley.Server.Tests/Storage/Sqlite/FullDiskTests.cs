namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class FullDiskTests : IDisposable
{
    private const int BytesMax = 200_000;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_full_disk_harms_nothing_and_with_room_again_the_log_goes_on()
    {
        var story = Story.OfMonologue(0);
        await using (var log = await _directory.OpenAsync(bytesMax: BytesMax))
        {
            await log.AppendAsync(story.Events);
            var refusal = await FillAsync(log, story);

            Assert.Equal("the disk is full, or the log has reached its limit of 200000 bytes", refusal.Message);
            Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());

            // What is small enough for the room that is left is still taken.
            await log.AppendAsync(story.Say("ada", "#lobby", "short"));
            await log.WriteSnapshotAsync(story.Snapshot, TestEnd);
        }

        await using (var log = await _directory.OpenAsync(bytesMax: 10 * BytesMax))
        {
            Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());
            await log.AppendAsync(story.Say("ada", "#lobby", LongText));
            Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());
        }
    }

    [Fact]
    public async Task Everything_that_was_handed_over_behind_a_failed_append_fails_in_order()
    {
        var story = Story.OfMonologue(0);
        await using var log = await _directory.OpenAsync(bytesMax: BytesMax);
        await log.AppendAsync(story.Events);

        var opening = story.Events.Count;
        List<Task> handedOver = [];
        for (var i = 0; i < 100; i++) handedOver.Add(await log.HandOverAsync(story.Say("ada", "#lobby", LongText)));

        List<bool> areStored = [];
        foreach (var append in handedOver) areStored.Add(await IsStoredAsync(append));
        var stored = areStored.TakeWhile(isStored => isStored).Count();

        Assert.InRange(stored, 0, 99);
        Assert.All(areStored[stored..], Assert.False);
        Assert.Equal(Story.Lines(story.Events[..(opening + stored)]), await log.ReadLinesAsync());
    }

    [Fact]
    public async Task A_snapshot_of_events_that_then_could_not_be_stored_is_refused()
    {
        var story = Story.OfMonologue(0);
        await using var log = await _directory.OpenAsync(bytesMax: BytesMax);
        await log.AppendAsync(story.Events);

        var append = await log.HandOverAsync([.. Enumerable.Range(0, 100).SelectMany(_ => story.Say("ada", "#lobby", LongText))]);
        var snapshot = log.WriteSnapshotAsync(story.Snapshot, TestEnd).AsTask();

        await Assert.ThrowsAsync<EventLogException>(() => append);
        await Assert.ThrowsAsync<EventLogException>(() => snapshot);
        Assert.Null(await log.ReadSnapshotAsync(TestEnd));
    }

    private static string LongText { get; } = new('x', 4000);

    /// <summary>Appends until an append fails; the story is then again what is stored.</summary>
    private static async Task<EventLogException> FillAsync(IEventLog log, Story story)
    {
        while (true)
        {
            var stored = story.Head;
            try
            {
                await log.AppendAsync(story.Say("ada", "#lobby", LongText));
            }
            catch (EventLogException refusal)
            {
                story.ReturnTo(stored);
                return refusal;
            }
        }
    }

    private static async Task<bool> IsStoredAsync(Task append)
    {
        try
        {
            await append;
            return true;
        }
        catch (EventLogException)
        {
            return false;
        }
    }
}
