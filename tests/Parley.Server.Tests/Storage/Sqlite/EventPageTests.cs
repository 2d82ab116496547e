using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>How events that are stored together are written, and read again.</summary>
public sealed class EventPageTests : IDisposable
{
    /// <summary>What people do, one after the other. Whoever is renamed has a nick that counts as the same.</summary>
    private static readonly Gen<(string Nick, int Action)[]> Traces =
        (from nick in Gen.Elements("ada", "bob", "eve") from action in Gen.Choose(0, 9) select (nick, action)).ArrayOf();

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Any_events_are_read_byte_for_byte_as_they_were_stored() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(64),
        Prop.ForAll(Arb.From(Traces), trace =>
        {
            var events = Tell(trace).Events;
            using var lines = new EventLines();
            foreach (var stored in events) lines.Add(stored);
            var page = new EventPage(events[0].Sequence, events[^1].Sequence, lines.Utf8.ToArray());
            Assert.Equal(Story.Lines(events), Lines(page));
        }));

    [Fact]
    public void Any_of_them_can_become_others_and_the_rest_stays_as_it_is() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(64),
        Prop.ForAll(Arb.From(Traces), Arb.From(Gen.Choose(0, 99).ArrayOf()), (trace, places) =>
        {
            var events = Tell(trace).Events;
            using var lines = new EventLines();
            foreach (var stored in events) lines.Add(stored);
            var page = new EventPage(events[0].Sequence, events[^1].Sequence, lines.Utf8.ToArray());
            var erased = places.Where(place => place < events.Count).Distinct().Select(place => events[place].Erase()).OfType<Event>().ToList();
            var after = new EventPage(page.First, page.Last, page.With(erased));
            Assert.Equal(Story.Lines(events.Select(stored => erased.Find(one => one.Sequence == stored.Sequence) ?? stored)), Lines(after));
        }));

    [Fact]
    public void Who_speaks_where_is_written_once()
    {
        using var lines = new EventLines();
        foreach (var stored in Story.OfMonologue(3).Events[3..]) lines.Add(stored);
        Assert.Equal(
            """
            {"at":1777863721004500,"kind":"said","data":{"room":{"id":2,"name":"#lobby"},"by":{"id":1,"nick":"ada"},"kind":"message","text":"message 1"}},
            {"at":1777863721006000,"like":0,"data":{"text":"message 2"}},
            {"at":1777863721007500,"like":0,"data":{"text":"message 3"}}
            """,
            Encoding.UTF8.GetString(lines.Utf8));
    }

    [Fact]
    public void A_nick_in_other_letters_is_another_speaker()
    {
        var story = Story.OfMonologue(1);
        story.Rename("ada", "ADA");
        story.Say("ADA", "#lobby", "loud");
        using var lines = new EventLines();
        foreach (var stored in story.Events) lines.Add(stored);
        Assert.Equal("ADA", ((Said)new EventPage(new Sequence(1), story.Head, lines.Utf8.ToArray()).Read(story.Head).Read()).By.Nick.Value);
    }

    [Fact]
    public async Task What_was_like_an_erased_message_stays_and_nothing_of_the_erased_text_does()
    {
        var story = Story.OfMonologue(0);
        var secret = Assert.Single(story.Say("ada", "#lobby", "correct horse battery staple"));
        story.Say("ada", "#lobby", "one");
        var later = Assert.Single(story.Say("ada", "#lobby", "another horse"));
        story.Say("ada", "#lobby", "two");
        await _directory.StoreAsync(story);

        await using (var log = await _directory.OpenAsync())
        {
            await log.AppendAsync(story.Redact("ada", later));
            await log.AppendAsync(story.Redact("ada", secret));
            Assert.Equal(Story.Lines(story.Events.Select(stored => stored == secret || stored == later ? stored.Erase()! : stored)), await log.ReadLinesAsync());
        }

        Assert.Equal(-1, File.ReadAllBytes(_directory.DatabasePath).AsSpan().IndexOf("horse"u8));
    }

    [Fact]
    public async Task Any_tool_sees_whole_events()
    {
        var story = Tell([.. Enumerable.Range(0, 200).Select(i => (i % 7 < 3 ? "ada" : "bob", i % 10))]);
        await using (var log = await _directory.OpenAsync())
        {
            foreach (var batch in story.Events.Chunk(30)) await log.AppendAsync(batch);
            await log.AppendAsync(story.Redact("ada", story.Events.OfType<Said>().First(said => said.By.Nick.Value == "ada" && said.Text.Length > 0)));
        }

        using var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        using var select = database.Prepare("SELECT sequence, at, kind, data FROM event ORDER BY sequence");
        using var rows = select.ExecuteReader();
        var seen = new List<string>();
        while (rows.Read()) seen.Add($"{rows.GetInt64(0)} {StoredTime.Read(new Sequence(rows.GetInt64(0)), rows.GetInt64(1)):O} {rows.GetString(2)} {rows.GetString(3)}");

        await using var after = await _directory.OpenReadOnlyAsync();
        Assert.Equal(await after.ReadLinesAsync(), seen);
        Assert.True(database.ReadInt64("""SELECT count(*) FROM page WHERE instr(events, '"like":')""") > 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(350)]
    public async Task Rows_fill_the_pages_of_the_file(int letters)
    {
        var story = Story.OfMonologue(0);
        for (var i = 0; i < 10_000; i++) story.Say("ada", "#lobby", new string('x', letters));
        await _directory.StoreAsync(story);

        using var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        var held = database.ReadInt64("SELECT (SELECT sum(length(rooms) + length(events)) FROM page) + (SELECT coalesce(sum(length(sequences)), 0) FROM room_history)");
        var pages = database.ReadInt64("SELECT page_count FROM pragma_page_count");
        Assert.InRange(pages * LogFile.FilePageBytes, held, (held * 108 / 100) + (16 * LogFile.FilePageBytes));
    }

    /// <summary>What people say in two rooms, with events of other kinds between.</summary>
    private static Story Tell((string Nick, int Action)[] trace)
    {
        var story = new Story();
        foreach (var nick in (string[])["ada", "bob", "eve"])
        {
            story.Arrive(nick);
            story.Join(nick, "#lobby");
            story.Join(nick, "#tea");
        }

        var names = new Dictionary<string, string>();
        for (var i = 0; i < trace.Length; i++)
        {
            var (nick, action) = trace[i];
            var name = names.GetValueOrDefault(nick, nick);
            if (action == 0) story.Rename(name, names[nick] = name == nick ? nick.ToUpperInvariant() : nick);
            else if (action == 1) story.Part(name, "#tea");
            if (action == 1) story.Join(name, "#tea");
            if (action > 1) story.Say(name, action % 2 == 0 ? "#lobby" : "#tea", action < 8 ? $"message {i}" : ",\"text\":\"}\\ 🙂 Zoë\u2028\t{");
        }

        return story;
    }

    private static string[] Lines(EventPage page)
    {
        var stored = Enumerable.Range(0, (int)(page.Last.Value - page.First.Value) + 1).Select(i => page.Read(new Sequence(page.First.Value + i)));
        return [.. stored.Select(one => $"{one.Sequence} {StoredTime.Read(one.Sequence, one.Microseconds):O} {one.Kind} {Encoding.UTF8.GetString(one.Json.Span)}")];
    }
}
