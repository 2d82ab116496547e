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
    public void Whoever_has_not_arrived_joins_nothing() => new Scene().Answers<NotArrived>(new Join(Scene.Ada, "#lobby"));
}
