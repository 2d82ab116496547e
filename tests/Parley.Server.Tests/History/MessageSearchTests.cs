using Parley.Server.Storage.Sqlite;
using Parley.Server.Tests.Storage;
using Parley.Server.Tests.Storage.Sqlite;

namespace Parley.Server.Tests.History;

public sealed class MessageSearchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Story _story = new();
    private readonly RoomId _tea;
    private readonly RoomId _coffee;

    public MessageSearchTests()
    {
        _story.Arrive("ada");
        _story.Arrive("bob");
        _story.Join("ada", "#tea");
        _tea = _story.LastRoom;
        _story.Join("bob", "#coffee");
        _coffee = _story.LastRoom;
    }

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("cafe", "Un café, s'il vous plaît")]
    [InlineData("CAFÉ", "Un café, s'il vous plaît")]
    [InlineData("plait vous", "Un café, s'il vous plaît")]
    [InlineData("caf", "")]
    [InlineData("caf*", "Un café, s'il vous plaît")]
    [InlineData("привет", "Привет, мир")]
    [InlineData("well-known", "a well-known \"quote\"")]
    [InlineData("quote known", "a well-known \"quote\"")]
    [InlineData("text", "")]
    [InlineData("r3", "")]
    public async Task Words_are_found_whatever_their_case_and_accents(string text, string expected)
    {
        string[] messages = ["Un café, s'il vous plaît", "Привет, мир", "a well-known \"quote\""];
        foreach (var message in messages) _story.Say("ada", "#tea", message);
        await using var index = SqliteMessageIndex.InMemory();
        await index.AddAsync(_story.Events, TestEnd);

        Assert.Equal(expected, string.Join('|', await FindAsync(index, Search(_tea) with { Words = MessageSearch.WordsOf(text) })));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a\" OR \"b")]
    [InlineData("AND OR NOT NEAR")]
    [InlineData("facets:r4 -x ^y {z} (")]
    [InlineData("* ** a* *b")]
    [InlineData("\0\ud800 \u0301")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen")]
    public async Task Nothing_that_is_typed_is_understood_as_anything_but_words(string text)
    {
        _story.Say("ada", "#tea", "secret");
        await using var index = SqliteMessageIndex.InMemory();
        await index.AddAsync(_story.Events, TestEnd);

        var words = MessageSearch.WordsOf(text);
        Assert.InRange(words.Length, 0, MessageSearch.WordsMax);
        if (words.Length > 0) Assert.Empty(await FindAsync(index, Search(_tea, _coffee) with { Words = words }));
    }

    [Fact]
    public async Task Rooms_people_places_and_counts_narrow_it()
    {
        for (var i = 1; i <= 5; i++)
        {
            _story.Say("ada", "#tea", $"word {i}");
            _story.Say("bob", "#coffee", $"word {i}0");
        }

        await using var index = await OpenAsync();
        await index.AddAsync(_story.Events, TestEnd);
        var all = Search(_tea, _coffee) with { Words = ["word"] };

        Assert.Equal(10, (await FindAsync(index, all)).Length);
        Assert.Equal(["word 1", "word 2", "word 3", "word 4", "word 5"], await FindAsync(index, Search(_tea)));
        Assert.Equal(["word 10", "word 20"], await FindAsync(index, all with { From = Nick("BOB"), CountMax = 2, IsFromOldest = true }));
        Assert.Equal(["word 40", "word 5", "word 50"], await FindAsync(index, all with { CountMax = 3 }));
        Assert.Equal(
            Story.Lines(_story.Events[^6..^2]).Length,
            (await FindAsync(index, all with { After = _story.Events[^7].Sequence, Before = _story.Events[^2].Sequence })).Length);
        Assert.Empty(await FindAsync(index, Search() with { Words = ["word"] }));
        Assert.Empty(await FindAsync(index, Search([.. Enumerable.Range(100, 2000).Select(id => new RoomId(id))])));
    }

    [Fact]
    public async Task What_is_erased_is_found_no_longer()
    {
        var said = _story.Say("ada", "#tea", "first");
        _story.Say("ada", "#tea", "second");
        _story.Say("bob", "#coffee", "third");
        await using var index = await OpenAsync();
        await index.AddAsync(_story.Events, TestEnd);

        await index.AddAsync(_story.Redact("ada", said[0]), TestEnd);
        Assert.Equal(["second", "third"], await FindAsync(index, Search(_tea, _coffee)));
        await index.AddAsync(_story.Forget(_tea, _story.Head.Next), TestEnd);
        Assert.Equal(["third"], await FindAsync(index, Search(_tea, _coffee)));
        await index.AddAsync(_story.Forget(null, _story.Head.Next), TestEnd);
        Assert.Empty(await FindAsync(index, Search(_tea, _coffee)));
    }

    [Fact]
    public async Task What_was_said_with_an_account_is_erased_and_nothing_of_others()
    {
        _story.Say("ada", "#tea", "before the account");
        _story.Register("ada");
        _story.Register("bob");
        _story.Say("ada", "#tea", "with the account");
        _story.Say("bob", "#coffee", "of another");
        await using var index = await OpenAsync();
        await index.AddAsync(_story.Events, TestEnd);

        await index.AddAsync(_story.EraseAllOf("ada"), TestEnd);
        await index.AddAsync(_story.Say("ada", "#tea", "after that"), TestEnd);
        Assert.Equal(["before the account", "of another", "after that"], await FindAsync(index, Search(_tea, _coffee)));
    }

    [Fact]
    public async Task No_word_of_what_was_erased_stays_in_the_files()
    {
        for (var number = 0; number < 2000; number++) _story.Say("ada", "#tea", $"word{number} {number % 7}");
        var secret = _story.Say("ada", "#tea", "swordfish");
        await using (var index = await OpenAsync())
        {
            foreach (var batch in _story.Events.Chunk(100)) await index.AddAsync(batch, TestEnd);
            Assert.False(await index.TidyAsync(TestEnd));
            await index.AddAsync(_story.Redact("ada", secret[0]), TestEnd);
        }

        Assert.True(Holds("swordfish"));
        await using (var index = await OpenAsync())
        {
            await index.AddAsync(_story.Say("ada", "#tea", "later"), TestEnd);
            while (await index.TidyAsync(TestEnd)) Assert.Empty(await FindAsync(index, Search(_tea) with { Words = ["swordfish"] }));
            Assert.Equal(["word1234 2"], await FindAsync(index, Search(_tea) with { Words = ["word1234"] }));
            Assert.Equal(["later"], await FindAsync(index, Search(_tea) with { Words = ["later"] }));
            Assert.False(Holds("swordfish"));
        }

        Assert.True(Holds("word1234"));

        bool Holds(string word) => _directory.Holds("search.db", word);
    }

    [Theory]
    [InlineData("w*", "")]
    [InlineData("wo*", "")]
    [InlineData("wor*", "word")]
    [InlineData("東*", "東京に行く")]
    public async Task A_beginning_is_looked_for_when_it_is_no_single_letter(string text, string expected)
    {
        foreach (var message in (string[])["word", "東京に行く"]) _story.Say("ada", "#tea", message);
        await using var index = SqliteMessageIndex.InMemory();
        await index.AddAsync(_story.Events, TestEnd);

        Assert.Equal(expected, string.Join('|', await FindAsync(index, Search(_tea) with { Words = MessageSearch.WordsOf(text) })));
    }

    /// <summary>More hits than are looked at before the rooms are looked through one by one, nearly all of them in rooms not asked for.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_found_is_what_a_look_at_every_message_finds(int seed)
    {
        var random = new Random(seed);
        string[] words = ["common", "often", "sometimes", "seldom", "comment"];
        string[] rooms = ["#tea", "#coffee", "#milk", "#water"];
        foreach (var room in rooms[2..]) _story.Join("ada", room);
        foreach (var room in rooms.Except(["#coffee"])) _story.Join("bob", room);
        _story.Join("ada", "#coffee");
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Join(' ', words.Where((_, rank) => random.Next(1 << (3 * rank)) == 0));
            _story.Say(random.Next(10) == 0 ? "bob" : "ada", random.Next(50) == 0 ? rooms[random.Next(3)] : "#water", $"{text} {i}");
        }

        var said = _story.Events.OfType<Said>().ToArray();
        var ids = said.Select(message => message.Room.Id).Distinct().ToArray();
        await using var index = await OpenAsync();
        await index.AddAsync(_story.Events, TestEnd);
        for (var i = 0; i < 100; i++)
        {
            var search = new MessageSearch([.. ids.Where(_ => random.Next(2) == 0)])
            {
                Words = [.. words.Append("com*").Where(_ => random.Next(4) == 0)],
                From = random.Next(3) == 0 ? Nick(random.Next(2) == 0 ? "ada" : "bob") : null,
                After = new Sequence(random.Next(2) == 0 ? 0 : random.Next(_story.Events.Count)),
                Before = new Sequence(random.Next(2) == 0 ? long.MaxValue : random.Next(_story.Events.Count)),
                CountMax = random.Next(1, 80),
                IsFromOldest = random.Next(2) == 0,
            };
            var fitting = said.Where(message => Fits(search, message)).Select(message => message.Text).ToArray();
            var expected = search.IsFromOldest ? fitting.Take(search.CountMax) : fitting.TakeLast(search.CountMax);
            Assert.Equal(expected, await FindAsync(index, search));
        }
    }

    [Fact]
    public async Task The_index_and_its_cursor_are_kept_and_one_that_is_damaged_is_made_anew()
    {
        _story.Say("ada", "#tea", "kept");
        await using (var index = await OpenAsync()) await index.AddAsync(_story.Events, TestEnd);
        await using (var index = await OpenAsync())
        {
            Assert.Equal((_story.Head, _story.Events[^1].At), index.Cursor);
            Assert.Equal(["kept"], await FindAsync(index, Search(_tea)));
        }

        await File.WriteAllTextAsync(_directory["search.db"], "no database", TestEnd);
        await using (var index = await OpenAsync())
        {
            Assert.Equal(Sequence.Start, index.Cursor.Place);
            Assert.Empty(await FindAsync(index, Search(_tea)));
        }
    }

    private static bool Fits(MessageSearch search, Said said) =>
        search.Rooms.Contains(said.Room.Id)
        && (search.From is not { } from || said.By.Nick == from)
        && said.Sequence > search.After && said.Sequence < search.Before
        && search.Words.All(word => said.Text.Split(' ').Any(one => word.EndsWith('*') ? one.StartsWith(word[..^1], StringComparison.Ordinal) : one == word));

    private static MessageSearch Search(params RoomId[] rooms) => new([.. rooms]) { CountMax = 100 };

    private static Nick Nick(string text)
    {
        Assert.True(Parley.Nick.TryParse(text, out var nick));
        return nick;
    }

    private Task<SqliteMessageIndex> OpenAsync() => SqliteMessageIndex.OpenAsync(_directory.Path, TestEnd);

    private async Task<string[]> FindAsync(SqliteMessageIndex index, MessageSearch search) =>
        [.. (await index.FindAsync(search, TestEnd)).Select(place => ((Said)_story.Events[(int)place.Value - 1]).Text)];
}
