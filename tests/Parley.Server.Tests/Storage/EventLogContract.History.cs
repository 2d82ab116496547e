namespace Parley.Server.Tests.Storage;

/// <content>The histories of rooms: what is found in them, and what is taken out.</content>
public abstract partial class EventLogContract
{
    [Fact]
    public async Task The_history_of_a_room_holds_what_happened_to_its_members()
    {
        var story = new Story();
        story.Arrive("ada");
        story.Arrive("bob");
        story.Join("ada", "#tea");
        var tea = story.LastRoom;
        story.Join("bob", "#tea");
        story.Join("ada", "#coffee");
        var coffee = story.LastRoom;
        story.Say("ada", "#coffee", "not for bob");
        story.Rename("ada", "countess");
        story.Leave("bob");
        story.Leave("countess");
        await _log.AppendAsync(story.Events);

        Assert.Equal(
            ["room", "joined", "joined", "nick", "quit", "quit"],
            await _log.ReadRoomKindsAsync(tea));
        Assert.Equal(
            ["room", "joined", "said", "nick", "quit"],
            await _log.ReadRoomKindsAsync(coffee));
    }

    [Fact]
    public async Task The_history_of_a_room_is_its_newest_events_up_to_a_place_oldest_first()
    {
        var story = Story.OfMonologue(20);
        var room = story.LastRoom;
        await _log.AppendAsync(story.Events);

        Assert.Equal(Story.Lines(story.Events[^5..]), await _log.ReadRoomLinesAsync(room, story.Head, 5));
        Assert.Equal(Story.Lines(story.Events[7..10]), await _log.ReadRoomLinesAsync(room, new Sequence(10), 3));
        Assert.Equal(Story.Lines(story.Events[1..]), await _log.ReadRoomLinesAsync(room, story.Head, 1000));
        Assert.Equal(Story.Lines(story.Events[1..4]), await _log.ReadRoomLinesAsync(room, new Sequence(4), 1000));
        Assert.Empty(await _log.ReadRoomLinesAsync(room, story.Head, 0));
        Assert.Empty(await _log.ReadRoomLinesAsync(new RoomId(999), story.Head, 10));
    }

    [Theory]
    [InlineData(0, 100, 3, false, "20 21 22")]
    [InlineData(0, 100, 3, true, "4 5 6")]
    [InlineData(10, 20, 100, true, "11 12 13 14 15 16 17 18 19")]
    [InlineData(10, 20, 100, false, "11 12 13 14 15 16 17 18 19")]
    [InlineData(10, 20, 2, false, "18 19")]
    [InlineData(10, 20, 2, true, "11 12")]
    [InlineData(10, 11, 5, true, "")]
    [InlineData(10, 3, 5, false, "")]
    [InlineData(100, 200, 5, false, "")]
    public async Task A_page_of_messages_lies_between_two_places(int after, int before, int count, bool isFromOldest, string expected)
    {
        var story = Story.OfMonologue(19);
        var room = story.LastRoom;
        story.Arrive("bob");
        story.Join("bob", "#lobby");
        await _log.AppendAsync(story.Events);

        var page = await _log.ReadRoomAsync(
            new HistoryQuery(room)
            {
                After = new Sequence(after),
                Before = new Sequence(before),
                CountMax = count,
                IsFromOldest = isFromOldest,
                MessagesOnly = true,
            },
            TestEnd);
        Assert.Equal(expected, string.Join(' ', page.Select(stored => stored.Sequence)));
    }

    [Fact]
    public async Task A_page_of_everything_puts_messages_and_the_rest_in_order()
    {
        var story = new Story();
        story.Arrive("ada");
        story.Join("ada", "#lobby");
        var room = story.LastRoom;
        for (var i = 0; i < 10; i++)
        {
            story.Say("ada", "#lobby", "hi");
            story.Arrive($"guest{i}");
            story.Join($"guest{i}", "#lobby");
        }

        await _log.AppendAsync(story.Events);
        Event[] all = [.. story.Events.Where(stored => stored.History.Contains(room))];

        Assert.Equal(Story.Lines(all[^7..]), await _log.ReadRoomLinesAsync(room, story.Head, 7));
        Assert.Equal(Story.Lines(all[4..9]), await _log.ReadRoomLinesAsync(new HistoryQuery(room) { After = all[3].Sequence, CountMax = 5, IsFromOldest = true }));
        Assert.Equal(Story.Lines(all[6..9]), await _log.ReadRoomLinesAsync(new HistoryQuery(room) { Before = all[9].Sequence, CountMax = 3 }));
    }

    [Fact]
    public async Task Events_are_found_by_their_places_and_their_times()
    {
        var story = Story.OfMonologue(20);
        await _log.AppendAsync(story.Events);

        Assert.Equal(
            Story.Lines([story.Events[6], story.Events[2]]),
            Story.Lines(await _log.ReadEventsAsync([new Sequence(7), new Sequence(99), new Sequence(3), Sequence.Start], TestEnd)));
        foreach (var stored in story.Events)
        {
            // The second and the third happened at the same time.
            var first = story.Events.First(other => other.At == stored.At);
            Assert.Equal(new Sequence(first.Sequence.Value - 1), await _log.FindAsync(stored.At, TestEnd));
            var last = story.Events.Last(other => other.At == stored.At);
            Assert.Equal(last.Sequence, await _log.FindAsync(stored.At.AddTicks(10), TestEnd));
        }

        Assert.Equal(story.Head, await _log.FindAsync(DateTimeOffset.MaxValue, TestEnd));
        Assert.Equal(Sequence.Start, await _log.FindAsync(DateTimeOffset.UnixEpoch, TestEnd));
    }

    [Fact]
    public async Task The_newest_message_of_each_room_is_found()
    {
        var story = new Story();
        story.Arrive("ada");
        story.Join("ada", "#tea");
        var tea = story.LastRoom;
        story.Join("ada", "#coffee");
        var coffee = story.LastRoom;
        story.Join("ada", "#milk");
        var milk = story.LastRoom;
        story.Say("ada", "#coffee", "first");
        story.Say("ada", "#tea", "second");
        story.Say("ada", "#coffee", "third");
        await _log.AppendAsync(story.Events);

        var newest = await _log.ReadNewestMessagesAsync([coffee, milk, tea, new RoomId(999)], TestEnd);
        Assert.Equal(["second", "third"], newest.Select(stored => ((Said)stored).Text));
        Assert.Equal(newest[1].Sequence, await _log.FindMessageAsync(coffee, 1, TestEnd));
        Assert.Equal(new Sequence(newest[0].Sequence.Value - 1), await _log.FindMessageAsync(coffee, 2, TestEnd));
        Assert.Equal(Sequence.Start, await _log.FindMessageAsync(coffee, 3, TestEnd));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(10_000)]
    public async Task Histories_are_the_same_however_much_is_appended_at_once(int batchEvents)
    {
        var story = new Story();
        story.Arrive("ada");
        RoomId[] rooms = [.. ((string[])["#tea", "#coffee", "#milk", "#empty"]).Select(name =>
        {
            story.Join("ada", name);
            return story.LastRoom;
        })];
        var nick = "ada";
        for (var i = 0; i < 400; i++)
        {
            story.Say(nick, i % 7 == 0 ? "#tea" : i % 2 == 0 ? "#coffee" : "#milk", $"cup {i}");
            story.Arrive($"guest{i}");
            if (i % 50 == 0) story.Rename(nick, nick = $"ada{i}");
        }

        foreach (var batch in story.Events.Chunk(batchEvents)) await _log.AppendAsync(batch);

        foreach (var room in rooms)
        {
            Event[] all = [.. story.Events.Where(stored => stored.History.Contains(room))];
            Event[] messages = [.. all.Where(stored => stored.IsMessage)];
            foreach (var place in (long[])[0, 3, 170, 400, 401, 402, 640, story.Head.Value, long.MaxValue])
            {
                await AssertPageAsync(all, new HistoryQuery(room) { Before = new Sequence(place), CountMax = 20 });
                await AssertPageAsync(all, new HistoryQuery(room) { After = new Sequence(place), CountMax = 20, IsFromOldest = true });
                await AssertPageAsync(messages, new HistoryQuery(room) { Before = new Sequence(place), CountMax = 150, MessagesOnly = true });
                await AssertPageAsync(messages, new HistoryQuery(room) { After = new Sequence(place), CountMax = 150, MessagesOnly = true, IsFromOldest = true });
            }

            await AssertPageAsync(all, new HistoryQuery(room) { CountMax = 1000 });
            foreach (var count in (int[])[1, 2, 50, 150, 172, 300])
                Assert.Equal(messages.ElementAtOrDefault(messages.Length - count)?.Sequence ?? Sequence.Start, await _log.FindMessageAsync(room, count, TestEnd));
        }

        Assert.Equal(
            Story.Lines(story.Events.OfType<Said>().GroupBy(said => said.Room.Id).Select(said => said.Last()).OrderBy(said => said.Sequence)),
            Story.Lines(await _log.ReadNewestMessagesAsync(rooms, TestEnd)));

        async Task AssertPageAsync(Event[] all, HistoryQuery query)
        {
            Event[] between = [.. all.Where(stored => stored.Sequence > query.After && stored.Sequence < query.Before)];
            var page = query.IsFromOldest ? between.Take(query.CountMax) : between.TakeLast(query.CountMax);
            Assert.Equal(Story.Lines(page), await _log.ReadRoomLinesAsync(query));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task Messages_are_taken_back_wherever_they_stand(int batchEvents)
    {
        var story = Story.OfMonologue(500);
        var room = story.LastRoom;
        int[] targets = [3, 4, 64, 130, 131, 300, 501, 502];
        foreach (var target in targets) story.Redact("ada", story.Events[target]);
        story.Say("ada", "#lobby", "and on");
        foreach (var batch in story.Events.Chunk(batchEvents)) await _log.AppendAsync(batch);

        Assert.Equal(
            Story.Lines(story.Events.Skip(1).Where((_, i) => !targets.Contains(i + 1))),
            await _log.ReadRoomLinesAsync(new HistoryQuery(room) { CountMax = 1000 }));
        Assert.Equal(
            Story.Lines(story.Events.Select((stored, i) => targets.Contains(i) ? stored.Erase()! : stored)), await _log.ReadLinesAsync());
    }

    [Fact]
    public async Task A_message_that_was_taken_back_leaves_its_place_and_no_text()
    {
        var story = Story.OfMonologue(5);
        var room = story.LastRoom;
        var target = story.Events[5];
        await _log.AppendAsync(story.Events);
        await _log.AppendAsync(story.Redact("ada", target));

        Assert.Equal(
            ["message 1", "message 2", "message 4", "message 5"],
            (await _log.ReadRoomAsync(new HistoryQuery(room) { CountMax = 10, MessagesOnly = true }, TestEnd)).Select(stored => ((Said)stored).Text));
        Assert.Equal(["room", "joined", "said", "said", "said", "said", "redacted"], await _log.ReadRoomKindsAsync(room));
        var lines = await _log.ReadLinesAsync();
        Assert.Equal(story.Events.Count, lines.Length);
        Assert.Equal(Story.Lines([target.Erase()!])[0], lines[5]);

        // Once more does no harm.
        await _log.AppendAsync(story.Redact("ada", target));
        Assert.Equal(lines, (await _log.ReadLinesAsync())[..^1]);
    }

    [Fact]
    public async Task A_room_forgets_what_is_older_than_it_keeps()
    {
        var story = Story.OfMonologue(600);
        var lobby = story.LastRoom;
        story.Join("ada", "#tea");
        var tea = story.LastRoom;
        story.Say("ada", "#tea", "stays");
        await _log.AppendAsync(story.Events);
        await _log.AppendAsync(story.Forget(lobby, new Sequence(600)));
        await _log.ErasedAsync(lobby, new Sequence(600));

        Assert.Equal(Story.Lines(story.Events[599..603]), await _log.ReadRoomLinesAsync(new HistoryQuery(lobby) { CountMax = 1000 }));
        Assert.Equal(["room", "joined", "said"], await _log.ReadRoomKindsAsync(tea));
        var lines = await _log.ReadLinesAsync();
        Assert.Equal(Story.Lines(story.Events.Select((stored, i) => i < 599 ? stored.Erase() ?? stored : stored)), lines);
    }

    [Fact]
    public async Task All_rooms_forget_what_is_older_than_the_server_keeps()
    {
        var story = Story.OfMonologue(600);
        var lobby = story.LastRoom;
        story.Join("ada", "#tea");
        var tea = story.LastRoom;
        story.Rename("ada", "countess");
        await _log.AppendAsync(story.Events);
        await ForgetAllAsync(story.Head);

        Assert.Equal(["nick"], await _log.ReadRoomKindsAsync(lobby));
        Assert.Equal(["nick"], await _log.ReadRoomKindsAsync(tea));
        await _log.AppendAsync(story.Say("countess", "#tea", "new"));
        await ForgetAllAsync(story.Head);
        Assert.Equal(["said", "forgotten"], (await _log.ReadAsync(new Sequence(story.Events.Count - 2), TestEnd).ToListAsync(TestEnd)).Select(EventCodec.KindOf));
        Assert.Equal(["said"], await _log.ReadRoomKindsAsync(tea));

        async Task ForgetAllAsync(Sequence before)
        {
            await _log.AppendAsync(story.Forget(null, before));
            await _log.ErasedAsync(tea, before);
        }
    }
}
