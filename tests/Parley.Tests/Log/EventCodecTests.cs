using System.Text;

namespace Parley.Tests;

public sealed class EventCodecTests
{
    private static readonly Sequence Place = new(7);

    public static TheoryData<string> Kinds => [.. EventCodec.KindNames];

    /// <summary>What was stored once can be read for ever: a golden file is never changed, and stays when its kind gets a successor.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_stored_example_of_a_kind_is_read_and_written_as_the_same_bytes(string kind)
    {
        var golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", $"{kind}.json")).AsSpan().TrimEnd("\n"u8);
        var stored = EventCodec.Read(Place, Now, kind, golden);

        Assert.Equal(Place, stored.Sequence);
        Assert.Equal(Now, stored.At);
        Assert.Equal(kind, EventCodec.KindOf(stored));
        Assert.Equal(Encoding.UTF8.GetString(golden), Encoding.UTF8.GetString(EventCodec.Write(stored)));
    }

    /// <summary>Kinds have grown since their example was stored.</summary>
    [Theory]
    [InlineData("arrived", """{"by":{"id":3,"nick":"Zoë","user":"zoe","host":"cafe.example"},"session":{"node":1,"number":42},"realName":"Zoë Müller","modes":"invisible, bot"}""")]
    [InlineData("room", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"modes":["no-external","topic-locked"]}""")]
    [InlineData("joined", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"roles":"voice, operator"}""")]
    [InlineData("said", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"kind":"notice","text":"ops only","onlyTo":[3,5]}""")]
    [InlineData("said", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"kind":"message","text":"","isErased":true}""")]
    [InlineData("said", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"kind":"message","text":"once","clientId":"4f1c"}""")]
    [InlineData("person-metadata", """{"by":{"id":3,"nick":"Zoë"},"changes":[{"key":"avatar"}],"setBy":{"id":5,"nick":"root"},"rooms":[]}""")]
    [InlineData("forgotten", """{"by":{"id":0,"nick":"parley"},"after":12,"before":345}""")]
    public void What_a_kind_has_gained_is_read_and_written_as_the_same_bytes(string kind, string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(EventCodec.Write(EventCodec.Read(Place, Now, kind, Encoding.UTF8.GetBytes(json)))));

    [Fact]
    public void Every_golden_file_is_of_a_kind_that_can_be_read() => Assert.Equal(
        EventCodec.KindNames.Order(),
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.json").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void Every_event_there_is_can_be_stored()
    {
        var events = typeof(Event).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract);
        Assert.Equal(events.Count(), EventCodec.KindNames.Count());
    }

    [Fact]
    public void An_unknown_kind_is_named()
    {
        var refusal = Assert.Throws<EventLogException>(() => EventCodec.Read(Place, Now, "sang", "{}"u8));
        Assert.Equal("event 7 is of the kind 'sang', which this version does not know", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"room\":{\"id\":1},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":\"x\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":null,\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":7,\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1},\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":null},\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":\"x\",\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"song\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":7,\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\"}")]
    [InlineData("{\"room\":null,\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\"}")]
    public void A_damaged_event_is_named_and_nothing_else_is_thrown(string json)
    {
        var refusal = Assert.Throws<EventLogException>(() => EventCodec.Read(Place, Now, "said", Encoding.UTF8.GetBytes(json)));
        Assert.StartsWith("event 7 ('said') cannot be read: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_later_version_adds_to_an_event_does_not_keep_this_one_from_reading_it()
    {
        var said = EventCodec.Read(Place, Now, "said",
            """{"room":{"id":1,"name":"#a","colour":{"r":[1]}},"by":{"id":1,"nick":"ada","away":true},"kind":"message","text":"hi","x":[{}]}"""u8);
        Assert.Equal("hi", Assert.IsType<Said>(said).Text);
    }

    [Fact]
    public void All_that_is_known_of_somebody_is_stored()
    {
        const string Json = """{"room":{"id":1,"name":"#a"},"by":{"id":1,"nick":"ada","user":"u","host":"h","account":"a","isBot":true},"kind":"message","text":"hi"}""";
        var said = EventCodec.Read(Place, Now, "said", Encoding.UTF8.GetBytes(Json));
        Assert.Equal(("ada", "u", "h", "a", true), (said.By.Nick.Value, said.By.User, said.By.Host, said.By.Account?.Value, said.By.IsBot));
        Assert.Equal(Json, Encoding.UTF8.GetString(EventCodec.Write(said)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"head\":1,\"people\":null,\"rooms\":[],\"nextGuest\":1}")]
    public void A_damaged_snapshot_is_none(string json) => Assert.Null(EventCodec.ReadSnapshot(Encoding.UTF8.GetBytes(json)));

    private static DateTimeOffset Now { get; } = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
}
