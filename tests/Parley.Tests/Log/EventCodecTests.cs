using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

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
        Assert.Equal(stored.IsMessage || stored.Erases is not null, EventCodec.IsIndexed(kind));
    }

    /// <summary>Kinds have grown since their example was stored.</summary>
    [Theory]
    [InlineData("arrived", """{"by":{"id":3,"nick":"Zoë","user":"zoe","host":"cafe.example"},"session":{"node":1,"number":42},"realName":"Zoë Müller","modes":"invisible, bot"}""")]
    [InlineData("room", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"modes":["no-external","topic-locked"]}""")]
    [InlineData("joined", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"roles":"voice, operator"}""")]
    [InlineData("said", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"kind":"notice","text":"ops only","onlyTo":[3,5]}""")]
    [InlineData("said", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"kind":"message","text":"","isErased":true}""")]
    [InlineData("said", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"kind":"message","text":"once","clientId":"4f1c"}""")]
    [InlineData("said", """{"room":{"id":4,"name":"#Tee-Küche"},"by":{"id":3,"nick":"Zoë"},"kind":"notice","text":"t","audience":"voice, operator","isErased":true,"replyTo":3,"clientId":"x","onlyTo":[3,5]}""")]
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
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":null,\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"text\":\"hi\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":null}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":7}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\",\"audience\":null}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\",\"isErased\":null}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\",\"replyTo\":\"3\"}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\",\"clientId\":3}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\",\"onlyTo\":3}")]
    [InlineData("{\"room\":{\"id\":1,\"name\":\"#a\"},\"by\":{\"id\":1,\"nick\":\"ada\"},\"kind\":\"message\",\"text\":\"hi\"")]
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

    [Fact]
    public void What_is_not_said_of_a_message_may_be_null()
    {
        var said = (Said)EventCodec.Read(Place, Now, "said",
            """{"room":{"id":1,"name":"#a"},"by":{"id":1,"nick":"ada","user":null},"kind":"notice","text":"hi","replyTo":null,"clientId":null,"onlyTo":null}"""u8);
        Assert.Equal((MessageKind.Notice, "hi", null, null, null), (said.Kind, said.Text, said.ReplyTo, said.ClientId, said.OnlyTo));
    }

    [Fact]
    public void Any_message_is_read_as_it_was_written() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Arb.From(Messages), said =>
        {
            var read = (Said)EventCodec.Read(said.Sequence, said.At, "said", EventCodec.Write(said));
            return Whole(read) == Whole(said);
        }));

    /// <summary>What is stored of a message like another one, and what is made of both.</summary>
    [Fact]
    public void A_message_is_whole_again_with_the_beginning_of_one_like_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Arb.From(Messages), Arb.From(Messages), (said, other) =>
        {
            var like = other with { Room = said.Room, By = said.By, Kind = said.Kind };
            var own = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(own, EventCodec.WriterOptions)) EventCodec.WriteOwn(said, writer);
            return EventCodec.Join(EventCodec.Write(like), own.WrittenSpan)!.AsSpan().SequenceEqual(EventCodec.Write(said));
        }));

    [Theory]
    [InlineData("""{"by":{"id":3,"nick":",\"text\":"},"topic":"x"}""", """{"text":"hi"}""")]
    [InlineData("""{"room":{"id":1,"name":"#a"},"by":{"id":1,"nick":"ada"},"kind":"message","text":"x"}""", "")]
    [InlineData("""{"room":{"id":1,"name":"#a"},"by":{"id":1,"nick":"ada"},"kind":"message","text":"x"}""", "7")]
    [InlineData("", """{"text":"hi"}""")]
    public void What_is_like_no_message_is_none(string other, string own) =>
        Assert.Null(EventCodec.Join(Encoding.UTF8.GetBytes(other), Encoding.UTF8.GetBytes(own)));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"head\":1,\"people\":null,\"rooms\":[],\"nextGuest\":1}")]
    public void A_damaged_snapshot_is_none(string json) => Assert.Null(EventCodec.ReadSnapshot(Encoding.UTF8.GetBytes(json)));

    private static Gen<Said> Messages
    {
        get
        {
            var strings = Gen.Elements("", "a", "Zoë", ",\"text\":", "\\", "\"}", "\n\t\0", "🙂 \u2028 小明", "}{");
            var names = strings.Select(text => RoomName.TryParse($"#{text}", out var name) ? name : RoomName.Lobby);
            var people =
                from id in Gen.Choose(1, 5)
                from nick in Gen.Elements("ada", "ADA", "Zoë", "小明")
                from user in strings.OrNull()
                from host in strings.OrNull()
                from isBot in Gen.Elements(true, false)
                select new Identity(new PersonId(id), NickOf(nick)) { User = user, Host = host, IsBot = isBot, Account = isBot && AccountName.TryParse(nick, out var account) ? account : null };
            var rooms = Gen.OneOf(
                from id in Gen.Choose(1, 5) from name in names select (RoomRef)new NamedRoom(new RoomId(id), name),
                from first in people from second in people select (RoomRef)new Conversation(new RoomId(7), first, second));
            return
                from room in rooms
                from speaker in people
                from kind in Gen.Elements(Enum.GetValues<MessageKind>())
                from text in strings
                from audience in Gen.Elements(Roles.None, Roles.Voice, Roles.Admin | Roles.HalfOperator)
                from isErased in Gen.Elements(true, false)
                from replyTo in Gen.Elements<Sequence?>(null, new Sequence(3))
                from clientId in strings.OrNull()
                from onlyTo in Gen.Elements<ImmutableArray<PersonId>?>(null, [], [new PersonId(3), new PersonId(5)])
                select new Said(room, speaker, kind, text) { Audience = audience, IsErased = isErased, ReplyTo = replyTo, ClientId = clientId, OnlyTo = onlyTo };
        }
    }

    /// <summary>All of it as text: names that differ in the case of a letter are equal, and immutable arrays of the same are not.</summary>
    private static string Whole(Said said) => $"{Whole(said.Room)}|{Whole(said.By)}|{said.Kind}|{said.Text}|{said.Audience}|{said.IsErased}|{said.ReplyTo}|{said.ClientId ?? "none"}|{(said.OnlyTo is { } only ? string.Join('+', only) : "all")}";

    private static string Whole(RoomRef room) => room is Conversation conversation ? $"{room.Id} {Whole(conversation.First)} {Whole(conversation.Second)}" : $"{room}";

    private static string Whole(Identity one) => $"{one.Id} {one.Nick} {one.User ?? "none"} {one.Host ?? "none"} {one.Account?.ToString() ?? "none"} {one.IsBot}";

    private static Nick NickOf(string text) => Nick.TryParse(text, out var nick) ? nick : throw new ArgumentException(text);

    private static DateTimeOffset Now { get; } = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
}
