namespace Parley.Tests;

public sealed class SendTagsTests
{
    private static readonly MessageTag Typing = new("+typing", "active");

    [Fact]
    public void Members_let_each_other_know_and_nothing_is_stored()
    {
        var scene = Scene.InTheLobby();
        var head = scene.World.Head;
        var decision = scene.World.Decide(new SendTags(Scene.Ada, "#lobby", [Typing]), scene.Now);
        Assert.Empty(decision.Events);
        Assert.Null(decision.Reply);
        var sent = Assert.IsType<TagsSent>(decision.Signal);
        Assert.Equal("ada", sent.By.Nick.Value);
        Assert.Equal([Typing], sent.Tags);
        Assert.Null(sent.OnlyTo);
        Assert.Equal(scene.Now, sent.At);
        Assert.Equal(head, scene.World.Head);
    }

    [Fact]
    public void It_is_refused_where_speaking_is()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NotInRoom>(new SendTags(Scene.Eve, "#lobby", [Typing]));
        scene.Answers<NoSuchRoom>(new SendTags(Scene.Ada, "#tea", [Typing]));
        scene.Answers<RoomNameInvalid>(new SendTags(Scene.Ada, "#", [Typing]));
        scene.Answers<NoSuchPerson>(new SendTags(Scene.Ada, "nobody", [Typing]));
        new Scene().Answers<NotArrived>(new SendTags(Scene.Ada, "#lobby", [Typing]));
    }

    [Fact]
    public void To_a_person_it_opens_no_conversation()
    {
        var scene = Scene.InTheLobby();
        var sent = Assert.IsType<TagsSent>(scene.World.Decide(new SendTags(Scene.Ada, "bob", [Typing]), scene.Now).Signal);
        var between = Assert.IsType<Conversation>(sent.Room);
        Assert.Equal(("ada", "bob"), (between.First.Nick.Value, between.Second.Nick.Value));
        Assert.IsType<ConversationOpened>(scene.Do(new Tell(Scene.Ada, "bob", MessageKind.Message, "hi")).Events[0]);
    }
}
