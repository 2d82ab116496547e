namespace Parley.Tests;

public sealed class PartTests
{
    [Fact]
    public void A_member_leaves_with_a_reason_or_without()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal("tea time", scene.Happens<Parted>(new Part(Scene.Ada, "#lobby", "tea time")).Reason);
        Assert.Equal("bob", scene.Members(Scene.Bob, "#lobby"));
        Assert.Null(scene.Happens<Parted>(new Part(Scene.Bob, "#lobby", " ")).Reason);
    }

    [Fact]
    public void A_long_reason_is_cut()
    {
        var scene = Scene.InTheLobby(new WorldRules { ReasonBytesMax = 5 });
        Assert.Equal("éé", scene.Happens<Parted>(new Part(Scene.Ada, "#lobby", "ééé")).Reason);
    }

    [Fact]
    public void One_leaves_only_where_one_is()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NotInRoom>(new Part(Scene.Eve, "#lobby", null));
        scene.Answers<NoSuchRoom>(new Part(Scene.Eve, "#tea", null));
        scene.Answers<RoomNameInvalid>(new Part(Scene.Eve, "tea", null));
        new Scene().Answers<NotArrived>(new Part(Scene.Eve, "#lobby", null));
    }
}
