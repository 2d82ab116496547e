namespace Parley.Tests;

public sealed class JoinTests
{
    [Fact]
    public void The_first_to_join_makes_the_room()
    {
        var scene = Scene.InTheLobby();
        var decision = scene.Do(new Join(Scene.Eve, "#Tea"));

        var made = Assert.IsType<RoomCreated>(decision.Events[0]);
        var joined = Assert.IsType<Joined>(decision.Events[1]);
        Assert.Equal(2, decision.Events.Length);
        Assert.Equal("#Tea", Assert.IsType<NamedRoom>(made.Room).Name.Value);
        Assert.Equal(made.Sequence.Value, made.Room.Id.Value);
        Assert.Equal(made.Room, joined.Room);
        Assert.Equal("eve", joined.By.Nick.Value);
        Assert.Equal("eve", scene.Members(Scene.Eve, "#tea"));
    }

    [Fact]
    public void Whoever_makes_a_room_is_its_operator_and_others_who_join_are_not()
    {
        var scene = Scene.InTheLobby();
        var decision = scene.Do(new Join(Scene.Eve, "#tea"));

        Assert.Equal([RoomMode.NoExternal, RoomMode.TopicLocked], Assert.IsType<RoomCreated>(decision.Events[0]).Modes);
        Assert.Equal(Roles.Operator, Assert.IsType<Joined>(decision.Events[1]).Roles);
        Assert.Equal(Roles.Operator, Assert.Single(Assert.IsType<RoomEntered>(decision.Reply).Members).Roles);
        Assert.Equal(Roles.None, scene.Happens<Joined, RoomEntered>(new Join(Scene.Ada, "#tea")).Event.Roles);
    }

    [Fact]
    public void The_lobby_is_everybodys_and_has_no_operator_and_no_modes()
    {
        var scene = Scene.InTheLobby();
        Assert.Null(Assert.Single(scene.Events.OfType<RoomCreated>()).Modes);
        Assert.All(scene.Room("#lobby").Members, member => Assert.Equal(Roles.None, member.Roles));

        scene.Do(new Say(Scene.Ada, "#lobby", MessageKind.Message, "bye"));
        scene.Do(new Part(Scene.Ada, "#lobby", null));
        scene.Do(new Part(Scene.Bob, "#lobby", null));
        Assert.Equal(Roles.None, scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#lobby")).Event.Roles);
    }

    [Fact]
    public void Whoever_joins_is_told_the_topic_and_who_is_there()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new SetTopic(Scene.Ada, "#lobby", "engines"));
        var decision = scene.Do(new Join(Scene.Eve, "#LOBBY"));

        Assert.IsType<Joined>(Assert.Single(decision.Events));
        var entered = Assert.IsType<RoomEntered>(decision.Reply);
        Assert.Equal("engines", entered.Topic?.Text);
        Assert.Equal("ada bob eve", Scene.Nicks(entered.Members));
        Assert.Equal("#lobby", ((NamedRoom)entered.Room).Name.Value);
    }

    [Fact]
    public void Joining_again_changes_nothing_and_is_answered_as_the_first_time()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal("ada bob", Scene.Nicks(scene.Answers<RoomEntered>(new Join(Scene.Ada, "#Lobby")).Members));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("lobby")]
    [InlineData("#a,b")]
    public void A_room_needs_a_valid_name(string name) =>
        Assert.Equal(new RoomNameInvalid(name), Scene.InTheLobby().Answers<RoomNameInvalid>(new Join(Scene.Ada, name)));

    [Fact]
    public void One_person_is_in_so_many_rooms_at_most()
    {
        var scene = Scene.InTheLobby(new WorldRules { RoomsPerPersonMax = 2 });
        scene.Do(new Join(Scene.Ada, "#2"));

        Assert.Equal(new TooManyJoined(2), scene.Answers<TooManyJoined>(new Join(Scene.Ada, "#3")));
        scene.Answers<RoomEntered>(new Join(Scene.Ada, "#lobby"));
    }

    [Fact]
    public void There_are_so_many_rooms_at_most()
    {
        var scene = Scene.InTheLobby(new WorldRules { RoomsMax = 2 });
        scene.Do(new Join(Scene.Ada, "#2"));

        Assert.Equal(new TooManyRooms(2), scene.Answers<TooManyRooms>(new Join(Scene.Ada, "#3")));
        Assert.Single(scene.Do(new Join(Scene.Eve, "#2")).Events);
    }

    [Fact]
    public void Where_there_is_no_place_the_room_that_all_left_longest_ago_ends()
    {
        var scene = Scene.InTheLobby(new WorldRules { RoomsMax = 3 });
        foreach (var name in (string[])["#tea", "#coffee"])
        {
            scene.Do(new Join(Scene.Eve, name));
            scene.Do(new Say(Scene.Eve, name, MessageKind.Message, "hello?"));
        }

        scene.Do(new Part(Scene.Eve, "#coffee", null));
        scene.Do(new Part(Scene.Eve, "#tea", null));
        var coffee = scene.Room("#coffee").Ref;

        var decision = scene.Do(new Join(Scene.Ada, "#milk"));
        var made = Assert.IsType<RoomCreated>(decision.Events[0]);
        Assert.Equal(made.Sequence.Value, made.Room.Id.Value);
        Assert.IsType<Joined>(decision.Events[1]);
        var ended = Assert.IsType<RoomEnded>(decision.Events[2]);
        Assert.Equal((coffee, Identity.Server), (ended.Room, ended.By));

        Assert.Null(scene.World.Rooms.Find(coffee.Id));
        Assert.IsType<RoomReopened>(scene.Do(new Join(Scene.Ada, "#tea")).Events[0]);
        Assert.Equal(new TooManyRooms(3), scene.Answers<TooManyRooms>(new Join(Scene.Ada, "#coffee")));
    }

    [Fact]
    public void What_belongs_to_somebody_or_everybody_makes_no_place_for_others()
    {
        var scene = Scene.WithAccounts(new WorldRules { RoomsMax = 2 });
        scene.Do(new Say(Scene.Ada, "#lobby", MessageKind.Message, "bye"));
        scene.Do(new Join(Scene.Ada, "#tea"));
        scene.Do(new Say(Scene.Ada, "#tea", MessageKind.Message, "bye"));
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Leave(Scene.Bob, null));
        scene.Answers<TooManyRooms>(new Join(Scene.Eve, "#coffee"));
    }

    [Fact]
    public void There_is_always_place_for_the_lobby()
    {
        var scene = new Scene(new WorldRules { RoomsMax = 1 });
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse));
        scene.Do(new Join(Scene.Ada, "#tea"));
        Assert.IsType<RoomCreated>(scene.Do(new Join(Scene.Ada, "#lobby")).Events[0]);
    }

    [Fact]
    public void A_room_that_was_left_without_a_word_is_a_new_one_the_next_time()
    {
        var scene = Scene.InTheLobby();
        var first = scene.Do(new Join(Scene.Eve, "#tea")).Events[0];
        scene.Do(new Part(Scene.Eve, "#tea", null));
        var second = scene.Do(new Join(Scene.Eve, "#tea")).Events[0];

        Assert.NotEqual(((RoomEvent)first).Room.Id, Assert.IsType<RoomCreated>(second).Room.Id);
    }

    [Fact]
    public void A_room_in_which_something_was_said_waits_for_the_next_to_join()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Join(Scene.Eve, "#tea"));
        var said = scene.Happens<Said>(new Say(Scene.Eve, "#tea", MessageKind.Message, "hello?"));
        scene.Do(new Part(Scene.Eve, "#tea", null));

        var decision = scene.Do(new Join(Scene.Ada, "#tea"));
        Assert.Equal(2, decision.Events.Length);
        Assert.Equal(said.Room, Assert.IsType<RoomReopened>(decision.Events[0]).Room);
        var joined = Assert.IsType<Joined>(decision.Events[1]);
        Assert.Equal(said.Room, joined.Room);
        Assert.Equal(Roles.Operator, joined.Roles);
        Assert.Equal(Roles.Operator, Assert.Single(Assert.IsType<RoomEntered>(decision.Reply).Members).Roles);
    }

    [Fact]
    public void Whoever_is_banned_stays_out_unless_excepted()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Ban, "E*!*@*");
        Assert.Equal("#tea", scene.Answers<BannedFromRoom>(new Join(Scene.Eve, "#tea")).Room.Value);
        scene.Set(RoomMode.BanException, "eve");
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea"));
    }

    [Theory]
    [InlineData("*!~mallory@*")]
    [InlineData("*!*@*.example")]
    [InlineData("*@cafe.example")]
    [InlineData("*.example")]
    public void A_ban_may_be_for_the_user_name_or_the_host(string mask)
    {
        var scene = Scene.InTheTeaRoom();
        var mallory = new SessionId(3, 1);
        scene.Do(new Arrive(mallory, "mallory", NickFallback.Refuse) { User = "~mallory", Host = "cafe.example" });
        scene.Set(RoomMode.Ban, mask);
        scene.Answers<BannedFromRoom>(new Join(mallory, "#tea"));
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea"));
    }

    [Fact]
    public void A_ban_sends_nobody_away_who_is_there()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Ban, "bob");
        scene.Answers<RoomEntered>(new Join(Scene.Bob, "#tea"));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        scene.Answers<BannedFromRoom>(new Join(Scene.Bob, "#tea"));
    }

    [Fact]
    public void A_room_may_be_for_the_invited_and_those_on_its_list()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteOnly);
        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea"));
        scene.Set(RoomMode.InviteException, "*!*@nowhere");
        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea"));
        scene.Set(RoomMode.InviteException, "eve");
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea"));
    }

    [Fact]
    public void The_list_of_those_who_need_no_invitation_opens_nothing_else()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteException, "eve");
        scene.Set(RoomMode.Key, "sesame");
        scene.Answers<NeedsKey>(new Join(Scene.Eve, "#tea"));
        scene.Set(RoomMode.Ban, "eve");
        scene.Answers<BannedFromRoom>(new Join(Scene.Eve, "#tea", "sesame"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Sesame")]
    [InlineData("sesame ")]
    public void A_room_with_a_key_opens_to_the_key_alone(string? key)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Key, "sesame");
        scene.Answers<NeedsKey>(new Join(Scene.Eve, "#tea", key));
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea", "sesame"));
    }

    [Fact]
    public void A_key_that_is_not_needed_does_no_harm()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea", "sesame"));
        Assert.Equal(2, scene.Do(new Join(Scene.Eve, "#new", "sesame")).Events.Length);
        Assert.False(scene.Room("#new").Has(RoomMode.Key));
    }

    [Fact]
    public void A_full_room_waits_for_somebody_to_leave()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Limit, "2");
        scene.Answers<RoomFull>(new Join(Scene.Eve, "#tea"));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea"));
        scene.Answers<RoomFull>(new Join(Scene.Bob, "#tea"));
    }

    [Fact]
    public void A_room_may_be_for_those_with_an_account()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.AccountsOnly);
        scene.Answers<NeedsAccount>(new Join(Scene.Eve, "#tea"));
    }

    [Theory]
    [InlineData(RoomMode.Ban, "eve")]
    [InlineData(RoomMode.InviteOnly, null)]
    [InlineData(RoomMode.Key, "sesame")]
    [InlineData(RoomMode.Limit, "2")]
    [InlineData(RoomMode.AccountsOnly, null)]
    public void Whoever_may_not_join_is_sent_to_another_room_if_there_is_one(RoomMode mode, string? argument)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(mode, argument);
        scene.Set(RoomMode.Forward, "#LOBBY");

        var decision = scene.Do(new Join(Scene.Eve, "#tea"));
        Assert.Equal("#lobby", ((NamedRoom)((Joined)decision.Events.Single()).Room).Name.Value);
        Assert.Equal("Forwarded { From = #tea, To = #lobby }", $"{decision.Preface}");
        Assert.Equal("ada bob eve", Scene.Nicks(Assert.IsType<RoomEntered>(decision.Reply).Members));
        Assert.IsAssignableFrom<Refusal>(scene.Do(new Join(Scene.Eve, "#tea")).Reply);
    }

    [Fact]
    public void Nobody_is_sent_where_they_may_not_be()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Join(Scene.Ada, "#milk"));
        scene.Set(RoomMode.InviteOnly);
        scene.Set(RoomMode.Forward, "#milk");
        scene.Happens<ModesChanged>(new ChangeModes(Scene.Ada, "#milk", [new(RoomMode.Key, true, "sesame"), new(RoomMode.Forward, true, "#lobby")]));

        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea", "sesame"));
        Assert.Empty(scene.Person(Scene.Eve).Rooms);

        scene.Happens<ModesChanged>(new ChangeModes(Scene.Ada, "#milk", [new(RoomMode.Key, false, null), new(RoomMode.Ban, true, "eve")]));
        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea"));
    }

    [Fact]
    public void Nobody_is_sent_to_a_room_that_has_gone()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Join(Scene.Ada, "#milk"));
        scene.Set(RoomMode.InviteOnly);
        scene.Set(RoomMode.Forward, "#milk");
        scene.Do(new Part(Scene.Ada, "#milk", null));
        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea"));
    }

    [Fact]
    public void A_secret_room_lets_in_whoever_knows_its_name()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Secret);
        scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea"));
    }

    [Theory]
    [InlineData(RoomMode.Secret, null)]
    [InlineData(RoomMode.Key, "sesame")]
    [InlineData(RoomMode.Limit, "2")]
    [InlineData(RoomMode.InviteOnly, null)]
    [InlineData(RoomMode.AccountsOnly, null)]
    [InlineData(RoomMode.Ban, "eve")]
    public void What_was_said_where_not_everybody_could_come_is_forgotten_when_all_have_left(RoomMode mode, string? argument)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new SetTopic(Scene.Ada, "#tea", "surprise for eve"));
        scene.Do(new Say(Scene.Ada, "#tea", MessageKind.Message, "do not tell eve"));
        scene.Set(mode, argument);
        var id = scene.Room("#tea").Id;
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        Assert.Null(scene.World.Rooms.Find(id));

        var decision = scene.Do(new Join(Scene.Eve, "#tea"));
        Assert.NotEqual(id, Assert.IsType<RoomCreated>(decision.Events[0]).Room.Id);
        Assert.Null(Assert.IsType<RoomEntered>(decision.Reply).Topic);
    }

    [Fact]
    public void What_members_had_arranged_does_not_outlive_them_but_what_they_said_does()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new SetTopic(Scene.Ada, "#tea", "oolong"));
        scene.Set(RoomMode.Moderated);
        scene.Set(RoomMode.NoCtcp);
        scene.Unset(RoomMode.TopicLocked);
        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Do(new Part(Scene.Ada, "#tea", null));
        scene.Do(new Part(Scene.Bob, "#tea", null));

        var decision = scene.Do(new Join(Scene.Eve, "#tea"));
        Assert.IsType<RoomReopened>(decision.Events[0]);
        Assert.Equal("oolong", Assert.IsType<RoomEntered>(decision.Reply).Topic?.Text);
        Assert.Equal([RoomMode.NoExternal, RoomMode.TopicLocked], scene.Room("#tea").Modes.Keys.Order());
        Assert.Equal(Roles.Operator, scene.Room("#tea").RolesOf(scene.Person(Scene.Eve).Id));
        scene.Do(new Join(Scene.Bob, "#tea"));
        Assert.Equal(Roles.None, scene.Room("#tea").RolesOf(scene.Person(Scene.Bob).Id));
    }

    [Fact]
    public void What_only_some_heard_keeps_no_room()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Say(Scene.Ada, "#tea", MessageKind.Message, "psst") { Audience = Roles.Operator });
        scene.Do(new Part(Scene.Ada, "#tea", null));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        Assert.IsType<RoomCreated>(scene.Do(new Join(Scene.Eve, "#tea")).Events[0]);
    }

    [Fact]
    public void Whoever_has_not_arrived_joins_nothing() => new Scene().Answers<NotArrived>(new Join(Scene.Ada, "#lobby"));
}
