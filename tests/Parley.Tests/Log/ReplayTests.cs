using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Parley.Tests;

/// <summary>State is what one gets by evolving along the log: shown with random traces of commands.</summary>
public sealed class ReplayTests
{
    private static readonly WorldRules Rules = new() { RoomsPerPersonMax = 3, RoomsMax = 4, MessageBytesMax = 40, TopicBytesMax = 20 };

    private static readonly Gen<SessionId> Sessions =
        Gen.Elements(new SessionId(1, 1), new(1, 2), new(1, 3), new(2, 1), new(2, 2));

    private static readonly Gen<string> Nicks = Gen.Elements(
        "ada", "ADA", "adа", "bob", "b0b", "al", "ai", "aI", "Zoë", "guest-1", "guest-3", "parley", "you", "", "no nick", "x\ud800");

    private static readonly Gen<string> Rooms = Gen.Elements(
        "#lobby", "#LOBBY", "#tea", "#coffee", "#milk", "#water", "#\ud800", "#\udfff", "#", "lobby", "#a b", "");

    private static readonly Gen<string> Texts = Gen.Elements(
        "hi", "", " ", "two\nlines", "\u001b[2Jcls", "🙂 \u2028 \"\\", "half \ud83d", new string('é', 21), "\u0001ACTION\u0001", "\0");

    private static readonly Gen<Command> Commands = Gen.Frequency(
        (4, Two(Nicks, Gen.Elements(NickFallback.Refuse, NickFallback.Another), (session, nick, fallback) =>
            new Arrive(session, nick.Length == 0 ? null : nick, fallback))),
        (2, One(Nicks, (session, nick) => new ChangeNick(session, nick))),
        (1, One(Texts, (session, text) => new Leave(session, text))),
        (5, One(Rooms, (session, room) => new Join(session, room))),
        (2, Two(Rooms, Texts, (session, room, text) => new Part(session, room, text))),
        (4, Two(Rooms, Texts, (session, room, text) => new Say(session, room, MessageKind.Message, text))),
        (3, Two(Nicks, Texts, (session, nick, text) => new Tell(session, nick, MessageKind.Action, text))),
        (2, Two(Rooms, Texts, (session, room, text) => new SetTopic(session, room, text))),
        (1, One(Rooms, (session, room) => new ShowTopic(session, room))),
        (1, One(Rooms, (session, room) => new ListMembers(session, room))),
        (1, One(Rooms, (session, room) => new ReadHistory(session, room))),
        (1, Sessions.Select(session => (Command)new ListRooms(session))),
        (1, Sessions.Select(session => (Command)new EndSessionsOfNode(session.Node))));

    private static readonly Arbitrary<Command[]> Traces = Arb.Array(Arb.From(Commands));

    [Fact]
    public void A_fresh_world_evolved_along_the_stored_log_is_the_live_world() => Holds(trace =>
    {
        var live = Play(trace);
        var replayed = new World(Rules);
        foreach (var happened in live.Events) replayed.Evolve(Stored(happened));

        Assert.Equal(live.State, StateOf(replayed));
        AssertDecidesAlike(live, replayed);
    });

    [Fact]
    public void A_snapshot_anywhere_and_the_rest_of_the_log_is_the_live_world() => Holds(trace =>
    {
        var live = Play(trace);
        for (var place = 0; place <= live.Events.Count; place++)
        {
            var before = new World(Rules);
            foreach (var happened in live.Events.Take(place)) before.Evolve(Stored(happened));
            var snapshot = EventCodec.ReadSnapshot(EventCodec.Write(before.TakeSnapshot()));
            var restored = World.Restore(snapshot!, Rules);
            Assert.Equal(StateOf(before), StateOf(restored));

            foreach (var happened in live.Events.Skip(place)) restored.Evolve(Stored(happened));
            Assert.Equal(live.State, StateOf(restored));
            AssertDecidesAlike(live, restored);
        }
    });

    [Fact]
    public void Deciding_changes_nothing() => Holds(trace =>
    {
        var scene = new Scene(Rules);
        foreach (var command in trace)
        {
            var before = scene.State;
            scene.World.Decide(command, scene.Now);
            Assert.Equal(before, scene.State);
            scene.Do(command);
        }
    });

    [Fact]
    public void An_event_read_back_is_stored_as_the_same_bytes() => Holds(trace =>
    {
        foreach (var happened in Play(trace).Events)
        {
            var stored = Stored(happened);
            Assert.Equal(EventCodec.Write(happened), EventCodec.Write(stored));
            Assert.Equal(happened.At, stored.At);
            Assert.Equal(happened.History.AsEnumerable(), stored.History);
        }
    });

    private static Gen<Command> One<T>(Gen<T> values, Func<SessionId, T, Command> make) =>
        Sessions.Zip(values, make);

    private static Gen<Command> Two<T1, T2>(Gen<T1> first, Gen<T2> second, Func<SessionId, T1, T2, Command> make) =>
        Sessions.Zip(first.Zip(second, (one, two) => (one, two)), (session, both) => make(session, both.one, both.two));

    private static void Holds(Action<Command[]> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60), Prop.ForAll(Traces, property));

    private static Scene Play(Command[] trace)
    {
        var scene = new Scene(Rules);
        foreach (var command in trace) scene.Do(command);
        return scene;
    }

    private static Event Stored(Event happened) =>
        EventCodec.Read(happened.Sequence, happened.At, EventCodec.KindOf(happened), EventCodec.Write(happened));

    private static string StateOf(World world) => Encoding.UTF8.GetString(EventCodec.Write(world.TakeSnapshot()));

    // Two worlds may be written alike and yet hold different things: what is not in a snapshot shows in decisions.
    private static void AssertDecidesAlike(Scene live, World other)
    {
        foreach (var session in (SessionId[])[new(1, 1), new(1, 2), new(2, 1), new(9, 9)])
        {
            foreach (var nick in (string[])["ada", "bob", "al", "ai", "Zoë", "new"])
            {
                AssertAlike(new ChangeNick(session, nick));
                AssertAlike(new Tell(session, nick, MessageKind.Message, "psst"));
                AssertAlike(new Arrive(session, nick, NickFallback.Another));
            }

            foreach (var room in (string[])["#lobby", "#tea", "#\ufffd"])
            {
                AssertAlike(new Join(session, room));
                AssertAlike(new ShowTopic(session, room));
                AssertAlike(new ListMembers(session, room));
            }

            AssertAlike(new ListRooms(session));
        }

        void AssertAlike(Command command) =>
            Assert.Equal(Describe(live.World.Decide(command, live.Now)), Describe(other.Decide(command, live.Now)));
    }

    private static string Describe(Decision decision) =>
        $"{string.Join(' ', decision.Events.Select(e => $"{e.Sequence} {Encoding.UTF8.GetString(EventCodec.Write(e))}"))} / {Describe(decision.Reply)}";

    private static string Describe(Reply? reply) => reply switch
    {
        RoomEntered entered => $"{entered.Room} {entered.Topic} {Describe(entered.Members)}",
        MemberList list => $"{list.Room} {Describe(list.Members)}",
        RoomList list => string.Join(' ', list.Rooms),
        _ => $"{reply}",
    };

    private static string Describe(ImmutableArray<MemberInfo> members) => string.Join(' ', members.OrderBy(member => member.Who.Id.Value));
}
