namespace Parley.Server.Tests.Storage;

// What is read for an index of messages.
public abstract partial class EventLogContract
{
    [Fact]
    public async Task There_is_nothing_for_an_index_at_the_head()
    {
        Assert.Empty(await _log.ReadIndexedAsync(Sequence.Start, 10, TestEnd));
        var story = Story.OfMonologue(3);
        await _log.AppendAsync(story.Events);
        Assert.Empty(await _log.ReadIndexedAsync(story.Head, 10, TestEnd));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task An_index_gets_messages_and_what_erases_some_and_comes_to_the_head(int countMax)
    {
        var story = Story.OfMonologue(5);
        var room = story.LastRoom;
        story.Register("ada");
        await _log.AppendAsync(story.Events);
        var before = story.Events.Count;
        story.Redact("ada", story.Events[4]);
        story.Arrive("bob");
        story.Join("bob", "#lobby");
        story.Say("bob", "#lobby", "a word with \"said\" in it");
        story.EraseAllOf("ada");
        story.Forget(room, new Sequence(3));
        story.Leave("bob");
        story.Leave("ada");
        await _log.AppendAsync(story.Events[before..]);

        var read = new List<Event>();
        var came = Sequence.Start;
        while (await _log.ReadIndexedAsync(came, countMax, TestEnd) is [.., var last] events)
        {
            Assert.InRange(events.Count, 1, countMax);
            read.AddRange(events);
            came = last.Sequence;
        }

        Assert.Equal(story.Head, came);
        Assert.Equal(
            story.Events.Where(happened => happened is Said or Redacted or MessagesErased or HistoryForgotten).Select(happened => happened.Sequence),
            read.Where(happened => EventCodec.IsIndexed(EventCodec.KindOf(happened))).Select(happened => happened.Sequence));
        Assert.Single(read, happened => !EventCodec.IsIndexed(EventCodec.KindOf(happened)));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(300)]
    public async Task A_crowd_that_says_nothing_is_passed_over(int guests)
    {
        var story = Story.OfMonologue(1);
        for (var i = 0; i < guests; i++) story.Arrive($"guest{i}");
        await _log.AppendAsync(story.Events);
        var said = Assert.Single(story.Events.OfType<Said>());

        Assert.Equal(Story.Lines([said, story.Events[^1]]), Story.Lines(await _log.ReadIndexedAsync(Sequence.Start, 10, TestEnd)));
        Assert.Equal(Story.Lines([story.Events[^1]]), Story.Lines(await _log.ReadIndexedAsync(said.Sequence, 10, TestEnd)));
    }
}
