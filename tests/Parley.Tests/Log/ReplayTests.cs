using System.Collections.Immutable;
using System.Text;

namespace Parley.Tests;

/// <summary>State is what one gets by evolving along the log: shown with random traces of commands.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void A_fresh_world_evolved_along_the_stored_log_is_the_live_world() => Traces.Hold(trace =>
    {
        var live = Traces.Play(trace);
        var replayed = new World(Traces.Rules);
        foreach (var happened in live.Events) replayed.Evolve(Stored(happened));

        Assert.Equal(live.State, StateOf(replayed));
        AssertDecidesAlike(live, replayed);
    });

    [Fact]
    public void A_snapshot_anywhere_and_the_rest_of_the_log_is_the_live_world() => Traces.Hold(trace =>
    {
        var live = Traces.Play(trace);
        for (var place = 0; place <= live.Events.Count; place++)
        {
            var before = new World(Traces.Rules);
            foreach (var happened in live.Events.Take(place)) before.Evolve(Stored(happened));
            var snapshot = EventCodec.ReadSnapshot(EventCodec.Write(before.TakeSnapshot()));
            var restored = World.Restore(snapshot!, Traces.Rules);
            Assert.Equal(StateOf(before), StateOf(restored));

            foreach (var happened in live.Events.Skip(place)) restored.Evolve(Stored(happened));
            Assert.Equal(live.State, StateOf(restored));
            if (place % 5 == live.Events.Count % 5) AssertDecidesAlike(live, restored);
        }
    });

    [Fact]
    public void What_is_counted_along_the_way_is_what_there_is() => Traces.Hold(trace =>
    {
        var world = new World(Traces.Rules);
        foreach (var happened in Traces.Play(trace).Events)
        {
            world.Evolve(Stored(happened));
            AssertCounts(world);
        }

        AssertCounts(World.Restore(world.TakeSnapshot(), Traces.Rules));
    });

    [Fact]
    public void Deciding_changes_nothing() => Traces.Hold(trace =>
    {
        var scene = new Scene(Traces.Rules);
        foreach (var command in trace)
        {
            var before = scene.State;
            scene.World.Decide(command, scene.Now);
            Assert.Equal(before, scene.State);
            scene.Do(command);
        }
    });

    [Fact]
    public void An_event_read_back_is_stored_as_the_same_bytes() => Traces.Hold(trace =>
    {
        foreach (var happened in Traces.Play(trace).Events)
        {
            var stored = Stored(happened);
            Assert.Equal(EventCodec.Write(happened), EventCodec.Write(stored));
            Assert.Equal(happened.At, stored.At);
            Assert.Equal(happened.History.AsEnumerable(), stored.History);
        }
    });

    private static void AssertCounts(World world)
    {
        Assert.Equal(world.People.All.Count(person => person.Modes.HasFlag(UserModes.Invisible)), world.People.InvisibleCount);
        Assert.Equal(world.People.All.Count(person => person.IsOperator), world.People.OperatorCount);
        Assert.Equal(world.Rooms.Named.Count(room => room.Count > 0), world.Rooms.OccupiedCount);
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
                AssertAlike(new Arrive(session, nick, NickFallback.Another) { User = "~zoe" });
                AssertAlike(new Kick(session, "#tea", nick, null));
                AssertAlike(new RegisterAccount(session, nick, new("right")));
                AssertAlike(new ResetPassword(session, nick, new("other")));
                AssertAlike(new DropAccountOf(session, nick));
                AssertAlike(new FindAccount(session, nick));
                if (!AccountName.TryParse(nick, out var name)) continue;
                AssertAlike(new LogIn(session, new Credentials(name, new PasswordProof(new("right")))));
                AssertAlike(new LogIn(session, new Credentials(name, new CertificateProof(new string('a', 64)))));
                AssertAlike(new Arrive(session, "x", NickFallback.Another) { Credentials = new Credentials(name, new PasswordProof(new("right"))) });
                AssertAlike(new Invite(session, nick, "#tea"));
                AssertAlike(new Kill(session, nick, null));
            }

            foreach (var room in (string[])["#lobby", "#tea", "#coffee", "#\ufffd"])
            {
                AssertAlike(new Join(session, room));
                AssertAlike(new Join(session, room, "sesame"));
                AssertAlike(new ShowTopic(session, room));
                AssertAlike(new SetTopic(session, room, "new"));
                AssertAlike(new ListMembers(session, room));
                AssertAlike(new Knock(session, room, null));
                AssertAlike(new RegisterRoom(session, room));
                AssertAlike(new UnregisterRoom(session, room));
                AssertAlike(new TransferRoom(session, room, "bob"));
                AssertAlike(new SetLastingRoles(session, room, "bob", Roles.Voice));
                AssertAlike(new TakeLastingRoles(session, room));
                AssertAlike(new ShowRegistration(session, room));
                AssertAlike(new Say(session, room, MessageKind.Message, "hi"));
                AssertAlike(new Say(session, room, MessageKind.Message, "hi") { Audience = Roles.Voice });
                AssertAlike(new ChangeModes(session, room,
                    [.. Enum.GetValues<RoomMode>().Select(mode => new ModeRequest(mode, mode != RoomMode.Secret, "bob"))]));
            }

            AssertAlike(new Leave(session, null));
            AssertAlike(new LogOut(session));
            AssertAlike(new DropAccount(session, new PasswordProof(new("right"))));
            AssertAlike(new AddCertificate(session, new string('a', 64)));
            AssertAlike(new ChangeAccountSettings(session) { AlwaysOn = true });
            AssertAlike(new FindAccountByCertificate(session, new string('b', 64)));
            AssertAlike(new EndSessionsOfNode(session.Node, long.MaxValue));
            AssertAlike(new ListRooms(session));
            AssertAlike(new Announce(session, "hi"));
            AssertAlike(new SetAway(session, "hi"));
            AssertAlike(new ChangeUserModes(session, UserModes.Invisible, UserModes.Operator));
            AssertAlike(new UnbanFromServer(session, "ada"));
        }

        void AssertAlike(Command command) =>
            Assert.Equal(Describe(live.World.Decide(command, live.Now)), Describe(other.Decide(command, live.Now)));
    }

    private static string Describe(Decision decision) =>
        $"{string.Join(' ', decision.Events.Select(e => $"{e.Sequence} {Encoding.UTF8.GetString(EventCodec.Write(e))}"))} / {Describe(decision.Reply)} {decision.Preface}";

    private static string Describe(Reply? reply) => reply switch
    {
        RoomEntered entered => $"{entered.Room} {entered.Topic} {Describe(entered.Members)}",
        Attached attached => $"{attached.Was} {attached.Who} {attached.Modes} {string.Join(' ', attached.Rooms.Select(Describe))}",
        RegistrationShown shown => $"{shown.Room} {shown.Registration.Founder} {shown.Registration.At} {string.Join(',', shown.Registration.Roles)}",
        AccountFound found => $"{found.Account?.Name} {found.Account?.Verifier.Value} {found.Account?.Settings} {string.Join(',', found.Account?.Certificates ?? [])}",
        MemberList list => $"{list.Room} {Describe(list.Members)}",
        RoomList list => string.Join(' ', list.Rooms),
        Refusals several => string.Join(' ', several.All),
        _ => $"{reply}",
    };

    private static string Describe(ImmutableArray<MemberInfo> members) => string.Join(' ', members.OrderBy(member => member.Who.Id.Value));
}
