namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>Histories that have been written down: rows of many new messages, and rows that few are added to.</summary>
public sealed class HistoryIndexTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 7, 2)]
    [InlineData(7, 7, 1)]
    [InlineData(1, 7, 1)]
    public async Task A_room_in_which_much_is_said_and_little_has_all_of_its_history(params int[] oneOf)
    {
        var story = new Story();
        story.Arrive("ada");
        story.Join("ada", "#milk");
        story.Join("ada", "#tea");
        var tea = story.LastRoom;

        // Each event is a page.
        foreach (var rarity in oneOf)
        {
            for (var i = 0; i < 2 * TemporaryDirectory.PagesBehindMax; i++) story.Say("ada", i % rarity == 0 ? "#tea" : "#milk", $"cup {i}");
        }

        await using var log = await _directory.OpenAsync();
        foreach (var stored in story.Events) await log.AppendAsync([stored]);

        Event[] messages = [.. story.Events.Where(stored => stored.IsMessage && stored.History.Contains(tea))];
        Assert.Equal(Story.Lines(messages), await log.ReadRoomLinesAsync(new HistoryQuery(tea) { CountMax = 1000, MessagesOnly = true }));
        foreach (var place in Enumerable.Range(0, 40).Select(i => new Sequence(i * 20)))
        {
            Assert.Equal(
                Story.Lines(messages.Where(stored => stored.Sequence < place).TakeLast(30)),
                await log.ReadRoomLinesAsync(new HistoryQuery(tea) { Before = place, CountMax = 30, MessagesOnly = true }));
            Assert.Equal(
                Story.Lines(messages.Where(stored => stored.Sequence > place).Take(30)),
                await log.ReadRoomLinesAsync(new HistoryQuery(tea) { After = place, CountMax = 30, MessagesOnly = true, IsFromOldest = true }));
        }
    }
}
