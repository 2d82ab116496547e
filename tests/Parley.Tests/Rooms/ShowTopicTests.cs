namespace Parley.Tests;

public sealed class ShowTopicTests
{
    [Fact]
    public void A_room_without_a_topic_has_none() =>
        Assert.Null(Scene.InTheLobby().Answers<TopicShown>(new ShowTopic(Scene.Ada, "#lobby")).Topic);

    [Fact]
    public void Only_members_see_the_topic()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NotInRoom>(new ShowTopic(Scene.Eve, "#lobby"));
        scene.Answers<NoSuchRoom>(new ShowTopic(Scene.Ada, "#tea"));
        scene.Answers<RoomNameInvalid>(new ShowTopic(Scene.Ada, "tea"));
        new Scene().Answers<NotArrived>(new ShowTopic(Scene.Ada, "#lobby"));
    }
}
