namespace Parley.Tests;

public sealed class ChangeUserModesTests
{
    [Fact]
    public void A_person_sets_and_takes_away_what_is_theirs()
    {
        var scene = Scene.InTheLobby();
        var changed = scene.Happens<UserModesChanged>(new ChangeUserModes(Scene.Ada, UserModes.Invisible | UserModes.Bot, UserModes.None));
        Assert.Equal(UserModes.Invisible | UserModes.Bot, changed.Modes);
        Assert.Empty(changed.History);
        scene.Ignores(new ChangeUserModes(Scene.Ada, UserModes.Bot, UserModes.Wallops));
        scene.Happens<UserModesChanged>(new ChangeUserModes(Scene.Ada, UserModes.Wallops, UserModes.Bot));
        Assert.Equal(UserModes.Invisible | UserModes.Wallops, scene.Person(Scene.Ada).Modes);
    }

    [Fact]
    public void Nobody_makes_themselves_an_operator_neither_now_nor_on_arrival()
    {
        var scene = Scene.InTheLobby();
        scene.Ignores(new ChangeUserModes(Scene.Ada, UserModes.Operator, UserModes.None));
        scene.Do(new Arrive(new SessionId(3, 1), "mallory", NickFallback.Refuse) { Modes = UserModes.Operator | UserModes.Invisible });
        Assert.Equal(UserModes.Invisible, scene.Person(new SessionId(3, 1)).Modes);
        scene.Answers<NotOperator>(new Announce(new SessionId(3, 1), "I am root"));
    }

    [Fact]
    public void An_operator_hears_announcements_and_may_stop_being_one()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal(UserModes.Operator | UserModes.Wallops, scene.Happens<UserModesChanged>(new BecomeOperator(Scene.Ada)).Modes);
        Assert.True(scene.Person(Scene.Ada).IsOperator);
        scene.Ignores(new BecomeOperator(Scene.Ada));
        scene.Happens<UserModesChanged>(new ChangeUserModes(Scene.Ada, UserModes.Operator, UserModes.Operator));
        Assert.False(scene.Person(Scene.Ada).IsOperator);
        scene.Answers<NotOperator>(new Kill(Scene.Ada, "bob", null));
    }

    [Fact]
    public void Whoever_has_not_arrived_sets_nothing()
    {
        new Scene().Answers<NotArrived>(new ChangeUserModes(Scene.Ada, UserModes.Bot, UserModes.None));
        new Scene().Answers<NotArrived>(new BecomeOperator(Scene.Ada));
    }
}
