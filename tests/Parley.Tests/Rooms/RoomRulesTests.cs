using System.Globalization;

namespace Parley.Tests;

/// <summary>What holds in rooms whatever people do: shown with random traces of commands.</summary>
public sealed class RoomRulesTests
{
    [Fact]
    public void Whoever_has_no_role_changes_nothing_about_a_room() => Traces.Hold(trace => Traces.Play(trace, (world, command, decision) =>
    {
        if (world.People.Find(command.Session) is not { } person) return;
        var room = command switch
        {
            ChangeModes change => RoomOf(world, change.Room),
            Kick kick => RoomOf(world, kick.Room),
            SetTopic set when RoomOf(world, set.Room)?.Has(RoomMode.TopicLocked) == true => RoomOf(world, set.Room),
            _ => null,
        };
        if (room?.RolesOf(person.Id) == Roles.None) Assert.Empty(decision.Events);
    }));

    [Fact]
    public void Nobody_comes_in_past_what_keeps_them_out_unless_invited() => Traces.Hold(trace => Traces.Play(trace, (world, command, decision) =>
    {
        if (command is not Join join || decision.Events is not [Joined joined] || world.Rooms.Find(joined.Room.Id) is not { } room) return;
        if (world.People.Find(joined.By.Id) is not { } person || room.HasInvited(person)) return;
        if (room.LastingRolesOf(person.Account).AtLeast(Roles.HalfOperator)) return;

        Assert.False(room.IsListed(RoomMode.Ban, joined.By) && !room.IsListed(RoomMode.BanException, joined.By));
        Assert.False(room.Has(RoomMode.InviteOnly) && !room.IsListed(RoomMode.InviteException, joined.By));
        Assert.False(room.Has(RoomMode.AccountsOnly) && joined.By.Account is null);
        if (room.Argument(RoomMode.Limit) is { } limit) Assert.InRange(room.Count, 0, int.Parse(limit, CultureInfo.InvariantCulture) - 1);
        if (room.Argument(RoomMode.Key) is { } key) Assert.Equal((room, key), (RoomOf(world, join.Room), join.Key));
        Assert.Equal(room.LastingRolesOf(joined.By.Account), joined.Roles);
    }));

    [Fact]
    public void Nobody_is_sent_away_or_loses_more_than_voice_by_somebody_below_them() => Traces.Hold(trace => Traces.Play(trace, (world, _, decision) =>
    {
        foreach (var kicked in decision.Events.OfType<Kicked>()) AssertRanks(kicked.Room.Id, kicked.By.Id, kicked.Who.Id, Roles.Founder);

        // Lasting roles are given and taken by those to whom the room belongs, and by those who run the server, whatever they are there now.
        if (decision.Events.Any(happened => happened is LastingRolesChanged or RoomTransferred)) return;
        foreach (var changed in decision.Events.OfType<ModesChanged>())
        {
            foreach (var change in changed.Changes.Where(change => change is { IsSet: false, Who: not null }))
                AssertRanks(changed.Room.Id, changed.By.Id, change.Who!.Id, change.Mode.Role());
        }

        void AssertRanks(RoomId id, PersonId by, PersonId who, Roles upTo)
        {
            var room = world.Rooms.Find(id)!;
            var theirs = (Roles)Math.Min((int)room.RolesOf(who).Highest(), (int)upTo);
            if (by != who && theirs.AtLeast(Roles.HalfOperator)) Assert.True(room.RolesOf(by).AtLeast(theirs));
        }
    }));

    [Fact]
    public void A_secret_room_is_to_others_as_if_it_were_not_there() => Traces.Hold(trace =>
    {
        var scene = Traces.Play(trace);
        foreach (var room in scene.World.Rooms.Named.Where(room => room.IsSecret))
        {
            foreach (var person in scene.World.People.All.Where(person => person.Sessions.Count > 0 && !person.IsOperator && !room.Contains(person.Id)))
            {
                var (session, name, nick) = (person.Sessions[0], $"{room.Name}", $"{person.Nick}");
                Command[] commands =
                [
                    new Say(session, name, MessageKind.Message, "hi"), new Knock(session, name, null), new Invite(session, nick, name),
                    new SetTopic(session, name, "x"), new ShowTopic(session, name), new ListMembers(session, name),
                    new ReadHistory(session, name), new Part(session, name, null), new Kick(session, name, nick, null),
                    new ChangeModes(session, name, [new ModeRequest(RoomMode.Voice, true, nick)]),
                ];
                Assert.All(commands, command => scene.Answers<NoSuchRoom>(command));
                Assert.DoesNotContain(scene.Answers<RoomList>(new ListRooms(session)).Rooms, listed => listed.Name == room.Name);
            }
        }
    });

    [Fact]
    public void Rooms_lists_and_invitations_are_kept_no_longer_than_they_are_of_use() => Traces.Hold(trace =>
    {
        var world = Traces.Play(trace).World;
        Assert.InRange(world.Rooms.Named.Count(room => room.Name != RoomName.Lobby), 0, Traces.Rules.RoomsMax);
        foreach (var room in world.Rooms.Named)
        {
            Assert.Equal(room.Count == 0, room.LeftAt is not null);
            Assert.True(room.Count > 0 || room.Registration is not null || (room.HasHistory && room.IsOpen), $"{room.Name}");
            Assert.Equal(room.Registration is not null, room.Has(RoomMode.Registered));
            Assert.All(room.Members, member => Assert.Contains(room, member.Person.Rooms));
            foreach (var list in (RoomMode[])[RoomMode.Ban, RoomMode.BanException, RoomMode.InviteException])
            {
                Assert.Equal(room.List(list).Count, room.List(list).Select(entry => CaseMapping.Fold(entry.Mask)).Distinct().Count());
                Assert.All(room.List(list), entry => Assert.Equal(entry.Mask, Mask.Normalize(entry.Mask)));
            }
        }

        var invited = world.TakeSnapshot().Rooms.SelectMany(room => room.Invited, (room, guest) => (room.Room.Id, guest));
        var invitedTo = world.People.All.SelectMany(person => person.InvitedTo, (person, room) => (room.Id, person.Id));
        Assert.Equal(invited.OrderBy(pair => $"{pair}"), invitedTo.OrderBy(pair => $"{pair}"));
        Assert.All(world.People.All, person => Assert.DoesNotContain(person.InvitedTo, person.Rooms.Contains));
    });

    [Fact]
    public void The_lobby_is_open_to_all_and_nobody_is_in_charge_of_it() => Traces.Hold(trace =>
    {
        if (Traces.Play(trace).World.Rooms.Find(RoomName.Lobby) is not { } lobby) return;
        Assert.Null(lobby.Registration);
        Assert.Empty(lobby.Modes);
        Assert.True(lobby.IsOpen);
        Assert.All(lobby.Members, member => Assert.Equal(Roles.None, member.Roles));
    });

    private static Room? RoomOf(World world, string name) => RoomName.TryParse(name, out var parsed) ? world.Rooms.Find(parsed) ?? world.Rooms.FindFormer(parsed) : null;
}
