namespace Parley.Tests;

public sealed class ReactTests
{
    [Fact]
    public void A_member_reacts_and_takes_it_back()
    {
        var scene = Scene.InTheLobby();
        var said = scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi"));
        var reacted = scene.Happens<Reacted>(new React(Scene.Bob, "#lobby", said.Sequence, "👍"));
        Assert.Equal((said.Sequence, "👍", false), (reacted.To, reacted.Reaction, reacted.IsTakenBack));
        Assert.True(scene.Happens<Reacted>(new React(Scene.Bob, "#lobby", said.Sequence, "👍") { IsTakenBack = true }).IsTakenBack);
        Assert.Equal([said.Room.Id], reacted.History.AsEnumerable());
    }

    [Fact]
    public void It_is_refused_where_speaking_is()
    {
        var scene = Scene.InTheLobby();
        var first = new Sequence(1);
        scene.Answers<NotInRoom>(new React(Scene.Eve, "#lobby", first, "x"));
        scene.Answers<NoSuchRoom>(new React(Scene.Ada, "#tea", first, "x"));
        scene.Answers<NoSuchPerson>(new React(Scene.Ada, "nobody", first, "x"));
        scene.Answers<TextInvalid>(new React(Scene.Ada, "#lobby", first, "x\ny"));
        scene.Answers<TextEmpty>(new React(Scene.Ada, "#lobby", first, " "));
        scene.Answers<TextTooLong>(new React(Scene.Ada, "#lobby", first, new string('x', React.BytesMax + 1)));
    }

    [Fact]
    public void There_is_nothing_to_react_to_that_is_yet_to_come_or_where_nothing_was_said()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal(Decision.Nothing, scene.Do(new React(Scene.Ada, "#lobby", scene.World.Head.Next, "x")));
        Assert.Equal(Decision.Nothing, scene.Do(new React(Scene.Ada, "bob", new Sequence(1), "x")));
        scene.Do(new Tell(Scene.Bob, "ada", MessageKind.Message, "hi"));
        scene.Happens<Reacted>(new React(Scene.Ada, "bob", scene.World.Head, "x"));
    }
}
