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
    public void The_old_name_leads_to_the_room_until_somebody_who_knows_takes_it()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new RenameRoom(Scene.Ada, "#tea", "#coffee", null));
        Assert.Equal("#coffee", scene.Answers<RoomIsCalled>(new Join(Scene.Eve, "#TEA") { FollowsRenames = false }).Name.Value);
        var followed = scene.Do(new Join(Scene.Eve, "#TEA"));
        Assert.Equal("#coffee", ((NamedRoom)((Joined)followed.Events.Single()).Room).Name.Value);
        Assert.Equal("Forwarded { From = #TEA, To = #coffee }", $"{followed.Preface}");

        scene.Do(new RenameRoom(Scene.Ada, "#coffee", "#Coffee", null));
        scene.Do(new Part(Scene.Eve, "#coffee", null));
        scene.Answers<RoomIsCalled>(new Join(Scene.Eve, "#tea") { FollowsRenames = false });
        Assert.IsType<RoomCreated>(scene.Do(new Join(Scene.Bob, "#tea")).Events[0]);
        Assert.Equal("#tea", ((NamedRoom)scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea")).Reply.Room).Name.Value);
    }

    [Fact]
    public void The_old_name_is_free_when_the_room_is_gone_or_not_to_be_known()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new RenameRoom(Scene.Ada, "#tea", "#coffee", null));
        scene.Happens<ModesChanged>(new ChangeModes(Scene.Ada, "#coffee", [new ModeRequest(RoomMode.Secret, true, null)]));
        Assert.IsType<RoomCreated>(scene.Do(new Join(Scene.Eve, "#tea")).Events[0]);

        scene.Do(new Part(Scene.Eve, "#tea", null));
        scene.Do(new RenameRoom(Scene.Ada, "#coffee", "#tea", null));
        scene.Do(new RenameRoom(Scene.Ada, "#tea", "#milk", null));
        scene.Do(new Part(Scene.Ada, "#milk", null));
        scene.Do(new Part(Scene.Bob, "#milk", null));
        Assert.IsType<RoomCreated>(scene.Do(new Join(Scene.Eve, "#coffee")).Events[0]);
    }

    [Fact]
    public void Whom_the_room_keeps_out_its_old_name_keeps_out_and_only_so_many_names_lead_to_it()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteOnly);
        scene.Do(new RenameRoom(Scene.Ada, "#tea", "#tea0", null));
        Assert.Equal("#tea0", scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea")).Room.Value);
        for (var i = 0; i < 5; i++) scene.Do(new RenameRoom(Scene.Ada, $"#tea{i}", $"#tea{i + 1}", null));
        Assert.IsType<RoomCreated>(scene.Do(new Join(Scene.Eve, "#tea")).Events[0]);
        scene.Answers<NeedsInvitation>(new Join(Scene.Eve, "#tea0"));
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

    [Fact]
    public void No_room_becomes_the_lobby()
    {
        var scene = new Scene();
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse));
        scene.Do(new Join(Scene.Ada, "#tea"));
        Assert.Equal("#Lobby", scene.Answers<CannotRename>(new RenameRoom(Scene.Ada, "#tea", "#Lobby", null)).Name);
        Assert.Equal(Roles.None, Assert.IsType<Joined>(scene.Do(new Join(Scene.Ada, "#lobby")).Events[1]).Roles);
        scene.Answers<NeedsRole>(new RenameRoom(Scene.Ada, "#lobby", "#tea", null));
    }
}
