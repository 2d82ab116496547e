using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>What a log keeps in memory of what it has stored.</summary>
public sealed class RecentEventsTests
{
    private readonly Story _story = Story.OfMonologue(7);

    [Fact]
    public void What_follows_a_place_is_there_as_long_as_it_is_recent()
    {
        var recent = new RecentEvents(Sequence.Start, eventsMax: 6);
        foreach (var pair in _story.Events.Chunk(2)) recent.Add(pair);

        Assert.Null(recent.After(new Sequence(3)));
        for (var place = 4; place <= 10; place++) Assert.Equal(_story.Events[place..], recent.After(new Sequence(place))!);
    }

    [Fact]
    public void What_was_stored_before_the_start_is_not_there()
    {
        var recent = new RecentEvents(new Sequence(4), eventsMax: 6);
        Assert.Null(recent.After(new Sequence(3)));
        Assert.Empty(recent.After(new Sequence(4))!);

        recent.Add([]);
        recent.Add(_story.Events[4..6]);
        Assert.Null(recent.After(new Sequence(3)));
        Assert.Equal(_story.Events[4..6], recent.After(new Sequence(4))!);
    }

    [Fact]
    public void More_than_it_keeps_is_let_go_of_at_once()
    {
        var recent = new RecentEvents(Sequence.Start, eventsMax: 6);
        recent.Add(_story.Events);
        Assert.Null(recent.After(new Sequence(9)));
        Assert.Empty(recent.After(new Sequence(10))!);
    }

    [Fact]
    public void What_erases_something_leaves_nothing_of_what_came_before()
    {
        var recent = new RecentEvents(Sequence.Start, eventsMax: 100);
        recent.Add([.. _story.Events]);
        var redacted = _story.Redact("ada", _story.Events[5]);
        recent.Add(redacted);
        Assert.Null(recent.After(new Sequence(9)));

        var said = _story.Say("ada", "#lobby", "as I meant to say");
        recent.Add(said);
        Assert.Equal(said, recent.After(redacted[^1].Sequence)!);
    }

    [Fact]
    public async Task A_log_that_keeps_events_gives_them_without_reading_them()
    {
        using var directory = new TemporaryDirectory();
        await using var log = await SqliteEventLog.OpenAsync(
            new SqliteLogOptions { Directory = directory.Path, RecentEventsMax = 100 }, TestContext.Current.CancellationToken);
        await log.AppendAsync(_story.Events);

        var followed = await log.ReadIndexedAsync(new Sequence(3), 100, TestContext.Current.CancellationToken);
        Assert.Equal(7, followed.Count);
        Assert.All(followed.Zip(_story.Events[3..]), pair => Assert.Same(pair.Second, pair.First));
    }
}
