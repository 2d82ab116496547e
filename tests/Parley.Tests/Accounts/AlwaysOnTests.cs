namespace Parley.Tests;

public sealed class AlwaysOnTests
{
    [Fact]
    public void Who_is_always_on_stays_without_a_session_and_comes_back_as_the_same_person()
    {
        var scene = Scene.WithAccounts();
        Assert.True(scene.Happens<AccountSettingsChanged>(new ChangeAccountSettings(Scene.Ada) { AlwaysOn = true }).Settings.AlwaysOn);
        scene.Ignores(new ChangeAccountSettings(Scene.Ada) { AlwaysOn = true });
        scene.Ignores(new ChangeAccountSettings(Scene.Ada));
        var person = scene.Person(Scene.Ada);
        scene.Happens<SessionDetached>(new Leave(Scene.Ada, "bye"));
        Assert.Equal("ada bob", scene.Members(Scene.Bob, "#lobby"));

        var left = scene.World.Head;
        scene.Do(new Say(Scene.Bob, "#lobby", MessageKind.Message, "gone?"));
        var back = scene.Happens<SessionAttached, Attached>(new Arrive(new(1, 9), "x", NickFallback.Refuse) { Credentials = Scene.Knows() });
        Assert.Equal(new Absence(left, back.Event.Sequence), back.Reply.Absence);
        Assert.Null(scene.Happens<SessionAttached, Attached>(new Arrive(new(1, 10), "x", NickFallback.Refuse) { Credentials = Scene.Knows() }).Reply.Absence);
        Assert.Same(person, scene.Person(new(1, 9)));
    }

    [Fact]
    public void A_restart_of_the_node_does_not_end_them()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new ChangeAccountSettings(Scene.Ada) { AlwaysOn = true });
        var decision = scene.Do(new EndSessionsOfNode(1, long.MaxValue));
        Assert.Equal(["SessionDetached", "Quit"], decision.Events.Select(happened => happened.GetType().Name));
        Assert.Equal("ada", Assert.Single(scene.World.People.All, person => person.Account is not null).Nick.Value);

        var restored = World.Restore(scene.World.TakeSnapshot(), new WorldRules());
        Assert.True(AccountName.TryParse("ada", out var name));
        Assert.Equal("#lobby", Assert.Single(restored.People.Find(name)!.Rooms).Name?.Value);
    }

    [Fact]
    public void Who_has_no_session_does_not_run_the_server_any_longer()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new ChangeAccountSettings(Scene.Ada) { AlwaysOn = true });
        scene.Do(new BecomeOperator(Scene.Ada));
        var (phone, laptop) = (new SessionId(2, 8), new SessionId(1, 9));
        scene.Do(new Arrive(phone, "x", NickFallback.Refuse) { Credentials = Scene.Knows() });
        scene.Do(new Leave(Scene.Ada, null));
        Assert.True(scene.Person(phone).IsOperator);

        scene.Do(new Leave(phone, null));
        Assert.Equal(0, scene.World.People.OperatorCount);
        Assert.Equal(UserModes.Wallops, scene.Happens<SessionAttached, Attached>(new Arrive(laptop, "x", NickFallback.Refuse) { Credentials = Scene.Knows() }).Reply.Modes);
        scene.Answers<NotOperator>(new Kill(laptop, "bob", null));

        scene.Do(new BecomeOperator(laptop));
        scene.Do(new EndSessionsOfNode(1, long.MaxValue));
        scene.Do(new Arrive(laptop, "x", NickFallback.Refuse) { Credentials = Scene.Knows() });
        scene.Answers<NotOperator>(new Kill(laptop, "eve", null));
    }

    [Fact]
    public void It_is_for_those_with_an_account() =>
        Scene.WithAccounts().Answers<NotLoggedIn>(new ChangeAccountSettings(Scene.Eve) { AlwaysOn = true });

    [Fact]
    public void Other_nodes_sessions_keep_a_person_present()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new LogIn(Scene.Eve, Scene.Knows()));
        Assert.Equal(Scene.Ada, Assert.IsType<SessionDetached>(scene.Do(new EndSessionsOfNode(1, long.MaxValue)).Events[0]).Session);
        Assert.Equal([Scene.Eve], scene.Person(Scene.Eve).Sessions);
    }
}
