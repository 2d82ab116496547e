namespace Parley.Tests;

public sealed class TellTests
{
    [Fact]
    public void The_first_word_opens_the_conversation()
    {
        var scene = Scene.InTheLobby();
        var decision = scene.Do(new Tell(Scene.Ada, "EVE", MessageKind.Message, "psst"));

        Assert.Null(decision.Reply);
        var opened = Assert.IsType<ConversationOpened>(decision.Events[0]);
        var said = Assert.IsType<Said>(decision.Events[1]);
        var conversation = Assert.IsType<Conversation>(said.Room);
        Assert.Equal(opened.Room, conversation);
        Assert.Equal(opened.Sequence.Value, conversation.Id.Value);
        Assert.Equal("eve", conversation.Other(said.By.Id).Nick.Value);
    }

    [Fact]
    public void Both_speak_in_the_same_conversation_from_then_on()
    {
        var scene = Scene.InTheLobby();
        var opened = scene.Do(new Tell(Scene.Ada, "eve", MessageKind.Message, "psst")).Events[0];
        var answer = scene.Happens<Said>(new Tell(Scene.Eve, "ada", MessageKind.Action, "nods"));

        Assert.Equal(((RoomEvent)opened).Room, answer.Room);
        Assert.Equal(MessageKind.Action, answer.Kind);
    }

    [Fact]
    public void A_conversation_calls_the_two_what_they_are_called_now()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Tell(Scene.Ada, "eve", MessageKind.Message, "psst"));
        scene.Do(new ChangeNick(Scene.Eve, "evelyn"));
        var said = scene.Happens<Said>(new Tell(Scene.Ada, "evelyn", MessageKind.Message, "still you?"));

        Assert.Equal("evelyn", ((Conversation)said.Room).Other(said.By.Id).Nick.Value);
    }

    [Fact]
    public void When_one_has_left_another_of_the_same_name_begins_anew()
    {
        var scene = Scene.InTheLobby();
        var opened = scene.Do(new Tell(Scene.Ada, "eve", MessageKind.Message, "psst")).Events[0];
        scene.Do(new Leave(Scene.Eve, null));
        scene.Answers<NoSuchPerson>(new Tell(Scene.Ada, "eve", MessageKind.Message, "gone?"));
        scene.Do(new Arrive(Scene.Eve, "eve", NickFallback.Refuse));
        var anew = scene.Do(new Tell(Scene.Ada, "eve", MessageKind.Message, "psst")).Events[0];

        Assert.NotEqual(((RoomEvent)opened).Room.Id, Assert.IsType<ConversationOpened>(anew).Room.Id);
    }

    [Fact]
    public void One_may_talk_to_oneself()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Tell(Scene.Ada, "ada", MessageKind.Message, "note"));
        scene.Happens<Said>(new Tell(Scene.Ada, "ada", MessageKind.Message, "to self"));
        scene.Happens<Quit>(new Leave(Scene.Ada, null));
    }

    [Fact]
    public void Bad_words_and_strangers_are_refused_and_open_nothing()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal(new NoSuchPerson("zed"), scene.Answers<NoSuchPerson>(new Tell(Scene.Ada, "zed", MessageKind.Message, "hi")));
        Assert.Equal(new NoSuchPerson("#a"), scene.Answers<NoSuchPerson>(new Tell(Scene.Ada, "#a", MessageKind.Message, "hi")));
        scene.Answers<TextInvalid>(new Tell(Scene.Ada, "eve", MessageKind.Message, "a\nb"));
        scene.Answers<TextEmpty>(new Tell(Scene.Ada, "eve", MessageKind.Message, " "));
        scene.Answers<TextTooLong>(new Tell(Scene.Ada, "eve", MessageKind.Message, new string('x', 4097)));
        new Scene().Answers<NotArrived>(new Tell(Scene.Ada, "eve", MessageKind.Message, "hi"));
    }

    [Fact]
    public void Whoever_speaks_to_somebody_who_is_away_is_told_so_each_time()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new SetAway(Scene.Eve, "asleep"));
        var first = scene.Do(new Tell(Scene.Ada, "eve", MessageKind.Message, "psst"));
        Assert.Equal(2, first.Events.Length);
        Assert.Equal(new IsAway(scene.Person(Scene.Eve).Nick, "asleep"), first.Reply);
        scene.Happens<Said, IsAway>(new Tell(Scene.Ada, "eve", MessageKind.Action, "waits"));

        scene.Happens<Said>(new Tell(Scene.Ada, "eve", MessageKind.Notice, "no program answers this"));
        scene.Do(new SetAway(Scene.Eve, null));
        scene.Happens<Said>(new Tell(Scene.Ada, "eve", MessageKind.Message, "awake?"));
    }

    [Theory]
    [InlineData(MessageKind.Message)]
    [InlineData(MessageKind.Notice)]
    public void Whoever_takes_words_only_from_those_with_an_account_gets_none_from_others(MessageKind kind)
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new ChangeUserModes(Scene.Eve, UserModes.AccountsOnly, UserModes.None));
        Assert.Equal("eve", scene.Answers<TakesNoMessages>(new Tell(Scene.Bob, "eve", kind, "psst")).Nick.Value);
        Assert.Empty(scene.Person(Scene.Eve).Conversations);

        scene.Do(new Tell(Scene.Ada, "eve", kind, "an operator is heard"));
        scene.Do(new Tell(Scene.Eve, "eve", kind, "and so am I"));
        Assert.Equal(2, scene.Person(Scene.Eve).Conversations.Count);
    }

    [Fact]
    public void A_conversation_of_two_with_accounts_lasts()
    {
        var scene = Scene.WithAccounts();
        var opened = (RoomEvent)scene.Do(new Tell(Scene.Ada, "bob", MessageKind.Message, "psst")).Events[0];
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Leave(Scene.Bob, null));
        Assert.Equal(opened.Room.Id, World.Restore(scene.World.TakeSnapshot(), new WorldRules()).Rooms.Find(opened.Room.Id)?.Id);

        scene.Do(new Arrive(Scene.Bob, "bobby", NickFallback.Refuse) { Credentials = Scene.Knows("bob's", "bob") });
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { Credentials = Scene.Knows() });
        var again = scene.Happens<Said>(new Tell(Scene.Bob, "ada", MessageKind.Message, "back"));

        Assert.Equal(opened.Room.Id, again.Room.Id);
        var conversation = Assert.IsType<Conversation>(again.Room);
        Assert.Equal((scene.Person(Scene.Ada).Identity, scene.Person(Scene.Bob).Identity), (conversation.First, conversation.Second));
        Assert.Equal(opened.Room.Id, Assert.Single(scene.World.Rooms.ConversationsOf(scene.Person(Scene.Ada))).Id);
    }

    [Fact]
    public void What_was_said_as_a_guest_is_no_part_of_it()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new LogOut(Scene.Ada));
        var asGuest = (RoomEvent)scene.Do(new Tell(Scene.Bob, "guest-1", MessageKind.Message, "psst")).Events[0];
        scene.Do(new LogIn(Scene.Ada, Scene.Knows()));
        var asOwner = Assert.IsType<ConversationOpened>(scene.Do(new Tell(Scene.Bob, "guest-1", MessageKind.Message, "psst")).Events[0]);

        Assert.NotEqual(asGuest.Room.Id, asOwner.Room.Id);
        scene.Do(new Leave(Scene.Ada, null));
        Assert.Null(scene.World.Rooms.Find(asGuest.Room.Id));
        Assert.NotNull(scene.World.Rooms.Find(asOwner.Room.Id));
    }
}
