namespace Parley.Tests;

public sealed class SetTopicTests
{
    [Fact]
    public void A_topic_keeps_who_set_it_and_when()
    {
        var scene = Scene.InTheLobby();
        var changed = scene.Happens<TopicChanged>(new SetTopic(Scene.Ada, "#lobby", "engines"));
        scene.Do(new ChangeNick(Scene.Ada, "countess"));

        var topic = scene.Answers<TopicShown>(new ShowTopic(Scene.Bob, "#lobby")).Topic;
        Assert.Equal(new Topic("engines", changed.By.Nick, changed.At), topic);
        Assert.Equal("ada", topic!.By.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_topic_takes_it_away(string text)
    {
        var scene = Scene.InTheLobby();
        scene.Do(new SetTopic(Scene.Ada, "#lobby", "engines"));
        Assert.Equal("", scene.Happens<TopicChanged>(new SetTopic(Scene.Bob, "#lobby", text)).Text);
        Assert.Null(scene.Answers<TopicShown>(new ShowTopic(Scene.Bob, "#lobby")).Topic);
    }

    [Fact]
    public void Bad_texts_and_strangers_are_refused()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<TextInvalid>(new SetTopic(Scene.Ada, "#lobby", "a\r\nb"));
        Assert.Equal(new TextTooLong(390), scene.Answers<TextTooLong>(new SetTopic(Scene.Ada, "#lobby", new string('é', 196))));
        scene.Answers<NotInRoom>(new SetTopic(Scene.Eve, "#lobby", "mine"));
        scene.Answers<NoSuchRoom>(new SetTopic(Scene.Ada, "#tea", "x"));
        scene.Answers<RoomNameInvalid>(new SetTopic(Scene.Ada, "", "x"));
        new Scene().Answers<NotArrived>(new SetTopic(Scene.Ada, "#lobby", "x"));
    }

    [Fact]
    public void Where_it_is_locked_half_operators_and_above_set_it()
    {
        var scene = Scene.InTheTeaRoom();
        Assert.Equal(Roles.HalfOperator, scene.Answers<NeedsRole>(new SetTopic(Scene.Bob, "#tea", "coffee")).Role);
        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Answers<NeedsRole>(new SetTopic(Scene.Bob, "#tea", "coffee"));
        scene.Give(Scene.Bob, RoomMode.HalfOperator);
        scene.Happens<TopicChanged>(new SetTopic(Scene.Bob, "#tea", "coffee"));
        scene.Happens<TopicChanged>(new SetTopic(Scene.Ada, "#tea", "tea"));
    }

    [Fact]
    public void Where_it_is_not_locked_any_member_sets_it()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Unset(RoomMode.TopicLocked);
        scene.Happens<TopicChanged>(new SetTopic(Scene.Bob, "#tea", "coffee"));
        scene.Answers<NotInRoom>(new SetTopic(Scene.Eve, "#tea", "mine"));
    }

    [Fact]
    public void Nobody_finds_a_secret_room_by_its_topic()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Secret);
        scene.Answers<NoSuchRoom>(new SetTopic(Scene.Eve, "#tea", "x"));
        scene.Answers<NoSuchRoom>(new ShowTopic(Scene.Eve, "#tea"));
        scene.Answers<NoSuchRoom>(new ListMembers(Scene.Eve, "#tea"));
        scene.Answers<NoSuchRoom>(new ReadHistory(Scene.Eve, "#tea"));
        scene.Answers<NoSuchRoom>(new Part(Scene.Eve, "#tea", null));
    }
}
