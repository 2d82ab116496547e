namespace Parley.Tests;

public sealed class LogInTests
{
    private static readonly SessionId Phone = new(1, 7);

    [Fact]
    public void Whoever_has_proved_it_is_known_as_the_owner()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Leave(Scene.Ada, null));
        var login = scene.Happens<LoggedIn>(new LogIn(Scene.Eve, Scene.Knows()));

        Assert.Equal("ada", login.Account.Value);
        Assert.Null(login.By.Account);
        Assert.Equal("eve", scene.World.People.Find(login.Account)?.Nick.Value);
    }

    [Fact]
    public void A_proof_that_does_not_hold_any_longer_is_refused_like_an_account_that_is_not_there()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new ChangePassword(Scene.Ada, new PasswordProof(new("ada's")), new("new")));
        scene.Answers<LoginFailed>(new LogIn(Scene.Eve, Scene.Knows()));
        scene.Answers<LoginFailed>(new LogIn(Scene.Eve, Scene.Knows(account: "zed")));
        scene.Answers<LoginFailed>(new Arrive(Phone, "x", NickFallback.Refuse) { Credentials = Scene.Knows() });
        scene.Answers<NotArrived>(new LogIn(Phone, Scene.Knows("new")));
    }

    [Fact]
    public void Who_is_logged_in_already_needs_no_event()
    {
        var scene = Scene.WithAccounts();
        Assert.Equal(scene.Person(Scene.Ada).Identity, scene.Answers<StillLoggedIn>(new LogIn(Scene.Ada, Scene.Knows())).Who);
    }

    [Fact]
    public void Who_is_logged_in_can_become_another_and_gives_the_nick_back()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Leave(Scene.Ada, null));
        var decision = scene.Do(new LogIn(Scene.Bob, Scene.Knows()));
        Assert.Equal(["LoggedIn", "NickChanged"], decision.Events.Select(happened => happened.GetType().Name));
        Assert.Equal(("guest-1", "ada"), (scene.Person(Scene.Bob).Nick.Value, scene.Person(Scene.Bob).Account?.Value));
    }

    [Fact]
    public void Who_is_present_through_several_sessions_cannot_become_another()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new LogIn(Scene.Eve, Scene.Knows()));
        Assert.Equal("ada", scene.Answers<AlreadyLoggedIn>(new LogIn(Scene.Eve, Scene.Knows("bob's", "bob"))).Account.Value);
    }

    [Fact]
    public void One_who_arrives_with_an_account_has_it_and_its_nick()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Leave(Scene.Ada, null));
        var (arrived, _) = scene.Happens<Arrived, Welcome>(new Arrive(Phone, "ada", NickFallback.Refuse) { Credentials = Scene.Knows() });
        Assert.Equal("ada", arrived.By.Account?.Value);
    }

    [Fact]
    public void Another_device_speaks_for_the_same_person()
    {
        var scene = Scene.WithAccounts();
        var (attached, answer) = scene.Happens<SessionAttached, Attached>(
            new Arrive(Phone, "ada_", NickFallback.Refuse) { Credentials = Scene.Knows() });

        Assert.Same(scene.Person(Scene.Ada), scene.Person(Phone));
        Assert.Equal("ada", answer.Who.Nick.Value);
        Assert.Null(answer.Was);
        Assert.Equal(scene.Room("#lobby").Id, Assert.Single(attached.Rooms));
        Assert.Equal("ada bob", Scene.Nicks(Assert.Single(answer.Rooms).Members));
        Assert.Equal("ada", scene.Happens<Said>(new Say(Phone, "#lobby", MessageKind.Message, "hi")).By.Nick.Value);
    }

    [Fact]
    public void The_person_is_gone_with_the_last_session_only()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Arrive(Phone, "ada_", NickFallback.Refuse) { Credentials = Scene.Knows() });
        Assert.Equal(Scene.Ada, scene.Happens<SessionDetached>(new Leave(Scene.Ada, "bye")).Session);
        Assert.Null(scene.World.People.Find(Scene.Ada));
        Assert.Equal("bye", scene.Happens<Quit>(new Leave(Phone, "bye")).Reason);
    }

    [Fact]
    public void A_guest_who_turns_out_to_be_somebody_present_is_no_more()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Join(Scene.Eve, "#tea"));
        var decision = scene.Do(new LogIn(Scene.Eve, Scene.Knows()));

        Assert.Equal("eve", Assert.IsType<Attached>(decision.Reply).Was?.Nick.Value);
        Assert.Equal(["Parted", "SessionAttached", "Quit"], decision.Events.Select(happened => happened.GetType().Name));
        Assert.Same(scene.Person(Scene.Ada), scene.Person(Scene.Eve));
        Assert.Equal(2, scene.World.People.Count);
    }

    [Fact]
    public void One_person_has_so_many_sessions()
    {
        var scene = Scene.WithAccounts(new WorldRules { SessionsPerPersonMax = 1 });
        Assert.Equal(1, scene.Answers<TooManySessions>(new LogIn(Scene.Eve, Scene.Knows())).Max);
        scene.Answers<TooManySessions>(new Arrive(Phone, "x", NickFallback.Refuse) { Credentials = Scene.Knows() });
    }

    [Fact]
    public void A_room_for_people_with_an_account_lets_them_in_and_speak()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Join(Scene.Ada, "#tea"));
        scene.Set(RoomMode.AccountsOnly);
        scene.Answers<NeedsAccount>(new Join(Scene.Eve, "#tea"));
        scene.Do(new Join(Scene.Bob, "#tea"));
        scene.Unset(RoomMode.AccountsOnly);
        scene.Set(RoomMode.AccountsSpeak);
        scene.Do(new Join(Scene.Eve, "#tea"));
        scene.Answers<CannotSpeak>(new Say(Scene.Eve, "#tea", MessageKind.Message, "hi"));
        scene.Happens<Said>(new Say(Scene.Bob, "#tea", MessageKind.Message, "hi"));
    }

    [Fact]
    public void Whoever_takes_words_only_from_those_with_an_account_hears_them()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new ChangeUserModes(Scene.Ada, UserModes.AccountsOnly, UserModes.None));
        scene.Answers<TakesNoMessages>(new Tell(Scene.Eve, "ada", MessageKind.Message, "psst"));
        Assert.Equal(2, scene.Do(new Tell(Scene.Bob, "ada", MessageKind.Message, "psst")).Events.Length);
    }

    /// <summary>Which names look alike is known better in later versions.</summary>
    [Fact]
    public void Whose_names_were_not_known_to_look_alike_are_called_so_side_by_side()
    {
        var scene = new Scene();
        string[] names = ["nathan", "\u039dathan"];
        foreach (var name in names) scene.Happened(new AccountRegistered(new Identity(default, Nick.Server), Knows(name).Account, new("theirs")));

        scene.Do(new Arrive(Scene.Ada, names[0], NickFallback.Refuse) { Credentials = Knows(names[0]) });
        scene.Do(new Arrive(Scene.Bob, names[1], NickFallback.Refuse) { Credentials = Knows(names[1]) });
        Assert.Equal(names, scene.World.People.All.Select(person => person.Nick.Value));
        scene.Answers<NickTaken>(new Arrive(Scene.Eve, "Nathan", NickFallback.Refuse));

        scene.Answers<NickTaken>(new Arrive(Scene.Eve, "n\u0430than", NickFallback.Refuse));
        scene.Do(new Leave(Scene.Ada, null));
        scene.Answers<NickTaken>(new Arrive(Scene.Eve, "n\u0430than", NickFallback.Refuse));
        scene.Do(new Leave(Scene.Bob, null));
        scene.Answers<NickOwned>(new Arrive(Scene.Eve, "n\u0430than", NickFallback.Refuse));

        static Credentials Knows(string name) => Scene.Knows("theirs", name);
    }
}
