namespace Parley.Tests;

public sealed class RenameRoomTests
{
    [Fact]
    public void An_operator_renames_a_room_and_all_that_is_there_stays()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new SetTopic(Scene.Ada, "#tea", "all about tea"));
        var renamed = scene.Happens<RoomRenamed>(new RenameRoom(Scene.Ada, "#TEA", "#coffee", "no tea"));
        Assert.Equal(("#tea", "#coffee", "no tea"), (((NamedRoom)renamed.Room).Name.Value, renamed.Name.Value, renamed.Reason));

        var said = scene.Happens<Said>(new Say(Scene.Bob, "#coffee", MessageKind.Message, "hi"));
        Assert.Equal(renamed.Room.Id, said.Room.Id);
        Assert.Equal("#coffee", ((NamedRoom)said.Room).Name.Value);
        Assert.Equal("all about tea", scene.Answers<TopicShown>(new ShowTopic(Scene.Bob, "#coffee")).Topic?.Text);
        scene.Answers<NoSuchRoom>(new Say(Scene.Bob, "#tea", MessageKind.Message, "hi"));
        Assert.Equal(2, scene.Answers<RoomEntered>(new ShowRoom(Scene.Bob, renamed.Room.Id)).Members.Length);
        scene.Happens<RoomRenamed>(new RenameRoom(Scene.Ada, "#coffee", "#Coffee", null));
        Assert.Equal(Decision.Nothing, scene.Do(new RenameRoom(Scene.Ada, "#coffee", "#Coffee", null)));
    }

    [Fact]
    public void Others_may_not_and_names_are_given_once()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Join(Scene.Eve, "#taken"));
        scene.Answers<NeedsRole>(new RenameRoom(Scene.Bob, "#tea", "#coffee", null));
        scene.Answers<NotInRoom>(new RenameRoom(Scene.Eve, "#tea", "#coffee", null));
        scene.Answers<NoSuchRoom>(new RenameRoom(Scene.Ada, "#none", "#coffee", null));
        scene.Answers<RoomNameTaken>(new RenameRoom(Scene.Ada, "#tea", "#Taken", null));
        scene.Answers<CannotRename>(new RenameRoom(Scene.Ada, "#tea", "coffee", null));
    }
}
