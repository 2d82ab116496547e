namespace Parley.Tests;

public sealed class KickTests
{
    [Fact]
    public void An_operator_sends_a_member_away_and_says_why()
    {
        var scene = Scene.InTheTeaRoom();
        var kicked = scene.Happens<Kicked>(new Kick(Scene.Ada, "#TEA", "BOB", "no coffee here"));

        Assert.Equal("ada", kicked.By.Nick.Value);
        Assert.Equal("bob", kicked.Who.Nick.Value);
        Assert.Equal("no coffee here", kicked.Reason);
        Assert.Equal([kicked.Room.Id], kicked.History.AsEnumerable());
        Assert.Equal("ada", scene.Members(Scene.Ada, "#tea"));
        Assert.Equal(["#lobby"], scene.Person(Scene.Bob).Rooms.Select(room => $"{room.Name}"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(" ", null)]
    [InlineData("a\nb", "ab")]
    [InlineData("éééé", "éé")]
    public void A_reason_is_cleaned_and_cut_and_never_refused(string? given, string? kept)
    {
        var scene = Scene.InTheTeaRoom(new WorldRules { ReasonBytesMax = 5 });
        Assert.Equal(kept, scene.Happens<Kicked>(new Kick(Scene.Ada, "#tea", "bob", given)).Reason);
    }

    [Theory]
    [InlineData(RoomMode.Voice, null, false)]
    [InlineData(RoomMode.HalfOperator, null, true)]
    [InlineData(RoomMode.HalfOperator, RoomMode.Voice, true)]
    [InlineData(RoomMode.HalfOperator, RoomMode.HalfOperator, true)]
    [InlineData(RoomMode.HalfOperator, RoomMode.Operator, false)]
    [InlineData(RoomMode.Operator, RoomMode.HalfOperator, true)]
    [InlineData(RoomMode.Operator, RoomMode.Operator, true)]
    [InlineData(RoomMode.Operator, RoomMode.Admin, false)]
    [InlineData(RoomMode.Operator, RoomMode.Founder, false)]
    [InlineData(RoomMode.Admin, RoomMode.Founder, false)]
    [InlineData(RoomMode.Admin, RoomMode.Admin, true)]
    [InlineData(RoomMode.Founder, RoomMode.Founder, true)]
    public void Nobody_sends_away_whoever_ranks_above_them(RoomMode mine, RoomMode? theirs, bool may)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Join(Scene.Eve, "#tea"));
        scene.Give(Scene.Bob, mine);
        if (theirs is { } role) scene.Give(Scene.Eve, role);

        var decision = scene.Do(new Kick(Scene.Bob, "#tea", "eve", null));
        if (may) Assert.IsType<Kicked>(Assert.Single(decision.Events));
        else Assert.Equal(new NeedsRole(scene.Room("#tea").Name!.Value, Needed(theirs)), decision.Reply);
        Assert.Equal(!may, scene.Room("#tea").Contains(scene.Person(Scene.Eve).Id));
    }

    [Fact]
    public void The_highest_of_several_roles_counts()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Give(Scene.Bob, RoomMode.HalfOperator);
        scene.Happens<Kicked>(new Kick(Scene.Bob, "#tea", "bob", "I send myself away"));
    }

    [Fact]
    public void Whoever_may_not_or_names_nobody_is_told_so()
    {
        var scene = Scene.InTheTeaRoom();
        var tea = scene.Room("#tea").Name!.Value;
        Assert.Equal(new NeedsRole(tea, Roles.HalfOperator), scene.Answers<NeedsRole>(new Kick(Scene.Bob, "#tea", "nobody", null)));
        Assert.Equal(new NoSuchPerson("nobody"), scene.Answers<NoSuchPerson>(new Kick(Scene.Ada, "#tea", "nobody", null)));
        Assert.Equal(new NoSuchPerson("no nick"), scene.Answers<NoSuchPerson>(new Kick(Scene.Ada, "#tea", "no nick", null)));
        Assert.Equal("eve", scene.Answers<NotAMember>(new Kick(Scene.Ada, "#tea", "EVE", null)).Nick.Value);
        scene.Answers<NotInRoom>(new Kick(Scene.Eve, "#tea", "ada", null));
        scene.Answers<NoSuchRoom>(new Kick(Scene.Ada, "#milk", "bob", null));
        scene.Answers<RoomNameInvalid>(new Kick(Scene.Ada, "tea", "bob", null));
        scene.Answers<NeedsRole>(new Kick(Scene.Ada, "#lobby", "bob", null));
        new Scene().Answers<NotArrived>(new Kick(Scene.Ada, "#tea", "bob", null));
    }

    [Fact]
    public void Whoever_was_sent_away_may_come_back_without_their_roles()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Happens<Kicked>(new Kick(Scene.Ada, "#tea", "bob", null));
        scene.Do(new Join(Scene.Bob, "#tea"));
        Assert.Equal(Roles.None, scene.Room("#tea").RolesOf(scene.Person(Scene.Bob).Id));
    }

    private static Roles Needed(RoomMode? theirs) => theirs is { } role ? role.Role() : Roles.HalfOperator;
}
