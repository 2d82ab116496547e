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
}
