namespace Parley.Tests;

public sealed class InviteTests
{
    [Fact]
    public void Only_the_two_of_them_see_it_and_it_is_no_part_of_the_history()
    {
        var scene = Scene.InTheTeaRoom();
        var (invited, sent) = scene.Happens<Invited, InviteSent>(new Invite(Scene.Ada, "EVE", "#TEA"));

        Assert.Equal("eve", invited.Who.Nick.Value);
        Assert.Equal([invited.By.Id, invited.Who.Id], invited.OnlyTo!.Value.AsEnumerable());
        Assert.Empty(invited.History);
        Assert.Equal(("eve", "#tea", null), (sent.Nick.Value, sent.Room.Value, sent.Away));
    }

    [Fact]
    public void Whoever_invites_somebody_who_is_away_is_told_so()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new SetAway(Scene.Eve, "asleep"));
        Assert.Equal("asleep", scene.Happens<Invited, InviteSent>(new Invite(Scene.Ada, "eve", "#tea")).Reply.Away);
    }

    [Fact]
    public void Members_invite_into_an_open_room_and_half_operators_into_one_for_the_invited()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Happens<Invited, InviteSent>(new Invite(Scene.Bob, "eve", "#tea"));

        scene.Set(RoomMode.InviteOnly);
        Assert.Equal(Roles.HalfOperator, scene.Answers<NeedsRole>(new Invite(Scene.Bob, "eve", "#tea")).Role);
        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Answers<NeedsRole>(new Invite(Scene.Bob, "eve", "#tea"));
        scene.Give(Scene.Bob, RoomMode.HalfOperator);
        Assert.True(scene.Happens<Invited, InviteSent>(new Invite(Scene.Bob, "eve", "#tea")).Event.LetsIn);
    }

    [Fact]
    public void Strangers_and_nobodies_are_refused()
    {
        var scene = Scene.InTheTeaRoom();
        Assert.Equal(new NoSuchPerson("nobody"), scene.Answers<NoSuchPerson>(new Invite(Scene.Ada, "nobody", "#tea")));
        Assert.Equal("bob", scene.Answers<AlreadyInRoom>(new Invite(Scene.Ada, "Bob", "#tea")).Nick.Value);
        scene.Answers<NotInRoom>(new Invite(Scene.Eve, "ada", "#tea"));
        scene.Answers<NoSuchRoom>(new Invite(Scene.Ada, "eve", "#milk"));
        scene.Answers<RoomNameInvalid>(new Invite(Scene.Ada, "eve", "tea"));
        scene.Set(RoomMode.Secret);
        scene.Answers<NoSuchRoom>(new Invite(Scene.Eve, "ada", "#tea"));
        new Scene().Answers<NotArrived>(new Invite(Scene.Ada, "bob", "#tea"));
    }

    [Theory]
    [InlineData(RoomMode.InviteOnly, null)]
    [InlineData(RoomMode.Key, "sesame")]
    [InlineData(RoomMode.Limit, "2")]
    [InlineData(RoomMode.Ban, "eve")]
    [InlineData(RoomMode.AccountsOnly, null)]
    public void Whom_an_operator_invites_may_come_in_whatever_keeps_others_out_but_once(RoomMode mode, string? argument)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(mode, argument);
        Assert.IsAssignableFrom<Refusal>(scene.Do(new Join(Scene.Eve, "#tea")).Reply);

        scene.Do(new Invite(Scene.Ada, "eve", "#tea"));
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea"));

        scene.Do(new Part(Scene.Eve, "#tea", null));
        Assert.IsAssignableFrom<Refusal>(scene.Do(new Join(Scene.Eve, "#tea")).Reply);
    }

    [Theory]
    [InlineData(RoomMode.Key, "sesame")]
    [InlineData(RoomMode.Limit, "2")]
    [InlineData(RoomMode.Ban, "eve")]
    [InlineData(RoomMode.InviteOnly, null)]
    public void Whom_a_mere_member_invites_comes_in_like_anybody(RoomMode mode, string? argument)
    {
        var scene = Scene.InTheTeaRoom();
        Assert.False(scene.Happens<Invited, InviteSent>(new Invite(Scene.Bob, "eve", "#tea")).Event.LetsIn);
        scene.Set(mode, argument);
        Assert.IsAssignableFrom<Refusal>(scene.Do(new Join(Scene.Eve, "#tea")).Reply);
    }

    [Fact]
    public void An_invitation_is_for_the_person_not_for_the_nick()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteOnly);
        scene.Do(new Invite(Scene.Ada, "eve", "#tea"));
        scene.Do(new ChangeNick(Scene.Eve, "evelyn"));
        scene.Do(new ChangeNick(Scene.Bob, "eve"));
        scene.Do(new Part(Scene.Bob, "#tea", null));

        scene.Answers<NeedsInvitation>(new Join(Scene.Bob, "#tea"));
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea"));
    }

    [Fact]
    public void An_invitation_goes_with_the_person()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteOnly);
        scene.Do(new Invite(Scene.Ada, "eve", "#tea"));
        scene.Do(new Leave(Scene.Eve, null));
        Assert.DoesNotContain(scene.World.TakeSnapshot().Rooms, room => room.Invited.Count > 0);

        scene.Do(new Arrive(Scene.Eve, "eve", NickFallback.Refuse));
        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea"));
    }

    [Fact]
    public void An_invitation_goes_with_the_room()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Invite(Scene.Ada, "eve", "#tea"));
        Assert.Single(scene.Person(Scene.Eve).InvitedTo);
        scene.Do(new Part(Scene.Ada, "#tea", null));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        Assert.Empty(scene.Person(Scene.Eve).InvitedTo);
    }

    [Fact]
    public void An_invitation_does_not_outlive_those_who_gave_it_in_a_room_that_is_reopened()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Say(Scene.Ada, "#tea", MessageKind.Message, "to be kept"));
        scene.Do(new Invite(Scene.Ada, "eve", "#tea"));
        scene.Do(new Part(Scene.Ada, "#tea", null));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        Assert.IsType<RoomReopened>(scene.Do(new Join(Scene.Ada, "#tea")).Events[0]);

        scene.Set(RoomMode.InviteOnly);
        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea"));
        Assert.Empty(scene.Person(Scene.Eve).InvitedTo);
    }
}
