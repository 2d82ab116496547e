namespace Parley.Tests;

public sealed class ListMembersTests
{
    [Fact]
    public void Members_are_listed_by_nick()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Join(Scene.Eve, "#lobby"));
        scene.Do(new ChangeNick(Scene.Eve, "Aaron"));
        Assert.Equal("Aaron ada bob", scene.Members(Scene.Ada, "#lobby"));
    }

    [Fact]
    public void Only_members_see_them()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NotInRoom>(new ListMembers(Scene.Eve, "#lobby"));
        scene.Answers<NoSuchRoom>(new ListMembers(Scene.Ada, "#tea"));
        scene.Answers<RoomNameInvalid>(new ListMembers(Scene.Ada, "tea"));
        new Scene().Answers<NotArrived>(new ListMembers(Scene.Ada, "#lobby"));
    }
}
