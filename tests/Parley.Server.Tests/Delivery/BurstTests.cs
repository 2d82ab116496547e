using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.Delivery;
using Parley.Server.Doors.Irc;
using Parley.Server.Node;
using Parley.Server.Tests.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Delivery;

public sealed partial class BurstTests
{
    private readonly World _world = new(new WorldRules());
    private readonly HearingSession _ann = HearingSession.Of(1);
    private readonly HearingSession _bob = HearingSession.Of(2);

    public BurstTests()
    {
        foreach (var session in (LocalSession[])[_ann, _bob])
        {
            Decide(new Arrive(session.Id, $"person{session.Id.Number}", NickFallback.Refuse));
            foreach (var room in (string[])["#lobby", "#tea"]) Decide(new Join(session.Id, room));
        }
    }

    [Fact]
    public void What_one_session_says_to_one_room_in_a_row_is_one_outcome()
    {
        var batch = new Batch(epoch: 0);
        Say(batch, _ann, "#lobby", "one", "two", "three");

        var burst = Assert.IsType<CommittedBurst>(Assert.Single(batch.Outcomes));
        Assert.Equal(["one", "two", "three"], Texts(burst));
        Assert.Equal(batch.Events, burst.Messages.Select(message => message.Event));
        Assert.Same(batch.Events[^1], burst.Last);
        Assert.Same(_ann, burst.Origin.Session);
    }

    [Fact]
    public void Another_room_another_session_and_anything_between_begin_anew()
    {
        var batch = new Batch(epoch: 0);
        Say(batch, _ann, "#lobby", "1", "2");
        Say(batch, _ann, "#tea", "3");
        Say(batch, _ann, "#lobby", "4", "5");
        Say(batch, _bob, "#lobby", "6");
        Say(batch, _ann, "#lobby", "7");
        Add(batch, _ann, new ChangeNick(_ann.Id, "anna"));
        Say(batch, _ann, "#lobby", "8");
        Add(batch, null, new Say(_ann.Id, "#lobby", MessageKind.Message, "9"));
        Say(batch, _ann, "#lobby", "10", "11");

        Assert.Equal(["1 2", "3", "4 5", "6", "7", "NickChanged", "8", "9", "10 11"], batch.Outcomes.Where(outcome => outcome is not SessionReply).Select(outcome => outcome switch
        {
            CommittedBurst burst => string.Join(' ', Texts(burst)),
            CommittedEvent { Event: Said said } => said.Text,
            CommittedEvent { Event: var other } => other.GetType().Name,
            _ => "",
        }));
    }

    [Fact]
    public void What_only_some_may_hear_is_no_part_of_it()
    {
        Decide(new Join(_ann.Id, "#own"));
        var batch = new Batch(epoch: 0);
        Say(batch, _ann, "#own", "to all");
        foreach (var text in (string[])["to some", "to some again"])
            Add(batch, _ann, new Say(_ann.Id, "#own", MessageKind.Message, text) { Audience = Roles.Operator });
        Say(batch, _ann, "#own", "to all again");

        Assert.Equal(4, batch.Outcomes.Count);
        Assert.DoesNotContain(batch.Outcomes, outcome => outcome is CommittedBurst);
    }

    [Theory]
    [InlineData(400, 30, 10)]
    [InlineData(1, 200, 64)]
    public void One_that_has_become_long_takes_no_more(int length, int count, int most)
    {
        var batch = new Batch(epoch: 0);
        Say(batch, _ann, "#lobby", [.. Enumerable.Repeat(new string('x', length), count)]);

        Assert.All(batch.Outcomes, outcome => Assert.InRange(((CommittedBurst)outcome).Messages.Count, 2, most));
        Assert.Equal(batch.Events, batch.Outcomes.SelectMany(outcome => ((CommittedBurst)outcome).Messages).Select(message => message.Event));
    }

    [Theory]
    [InlineData((int)IrcFeatures.None)]
    [InlineData((int)(IrcFeatures.MessageTags | IrcFeatures.ServerTime | IrcFeatures.AccountTag))]
    public void Its_bytes_are_those_of_its_messages(int features)
    {
        var batch = new Batch(epoch: 0);
        Say(batch, _ann, "#lobby", "one", "Grüße", new string('y', 500));

        var burst = Assert.IsType<CommittedBurst>(Assert.Single(batch.Outcomes));
        var rendering = IrcRendering.For((IrcFeatures)features);
        Assert.Equal(
            string.Concat(burst.Messages.Select(message => Encoding.UTF8.GetString(rendering.Render(message)))),
            Encoding.UTF8.GetString(burst.In(rendering)));
        Assert.Same(burst.In(rendering), burst.In(rendering));
    }

    [Fact]
    public async Task Who_is_shown_something_older_first_gets_it_message_by_message_after_that()
    {
        await using var shard = new Shard(PipeScheduler.ThreadPool, TimeProvider.System, NullLogger.Instance);
        var told = new List<string>();
        var held = HearingSession.Of(3, onTold: told.Add);
        held.Shard = shard;
        held.Hold();
        var batch = new Batch(epoch: 0);
        Say(batch, _ann, "#lobby", "one", "two");

        held.Receive((CommittedBurst)batch.Outcomes[0]);
        Assert.Empty(told);
        held.Release();
        Assert.Equal(["event", "event"], told);
    }

    [Fact]
    public async Task Everybody_reads_it_line_by_line_in_the_words_of_their_door()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        var here = await server.ConnectPlainAsync("here");
        var elsewhere = await server.ConnectPlainAsync("elsewhere");
        var ann = await server.ConnectIrcWithAsync("echo-message message-tags", "ann");
        foreach (var client in (TestClient[])[bob, ann]) await client.DoesAsync("JOIN #tea");
        foreach (var client in (TestClient[])[here, elsewhere])
        {
            await client.SendAsync("/join #tea\n");
            await client.ExpectEventuallyAsync("*** in #tea: ");
            await client.ExpectEventuallyAsync("\n");
        }

        await here.ExpectEventuallyAsync("elsewhere joined\n");
        await elsewhere.SendAsync("/join #other\n");
        await elsewhere.ExpectEventuallyAsync("*** in #other: elsewhere\n");
        await bob.LinesAsync();

        string[] words = ["one", "two", "three"];
        await ann.LinesAsync();
        await ann.SendAsync(string.Concat(words.Select(word => $"@+mood={word} PRIVMSG #tea :{word}\r\n")));
        Assert.Equal(words, (await ann.LinesAsync()).Select(line => Assert.Single(MoodAndWord().Matches(line)).Groups[1].Value));
        await bob.HearsAsync([.. words.Select(word => $":ann PRIVMSG #tea :{word}")]);
        await here.ExpectAsync(string.Concat(words.Select(word => $"<ann> {word}\n")));
        await elsewhere.ExpectAsync(string.Concat(words.Select(word => $"[#tea] <ann> {word}\n")));
    }

    [GeneratedRegex(@"^@.*\+mood=(\w+).* :ann!~ann@localhost PRIVMSG #tea :\1$")]
    private static partial Regex MoodAndWord();

    private static IEnumerable<string> Texts(CommittedBurst burst) => burst.Messages.Select(message => ((Said)message.Event).Text);

    private void Say(Batch batch, LocalSession session, string room, params string[] texts)
    {
        foreach (var text in texts) Add(batch, session, new Say(session.Id, room, MessageKind.Message, text));
    }

    private void Add(Batch batch, LocalSession? session, Command command) => batch.Add(new Request(session, command), Decide(command));

    private Decision Decide(Command command)
    {
        var decision = _world.Decide(command, DateTimeOffset.UnixEpoch);
        foreach (var decided in decision.Events) _world.Evolve(decided);
        return decision;
    }
}
