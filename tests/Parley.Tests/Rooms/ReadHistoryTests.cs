namespace Parley.Tests;

public sealed class ReadHistoryTests
{
    [Fact]
    public void A_member_may_read_up_to_what_has_happened_so_far()
    {
        var scene = Scene.InTheLobby();
        var said = scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi"));
        Assert.Equal(
            new HistoryGranted(said.Room, said.Sequence), scene.Answers<HistoryGranted>(new ReadHistory(Scene.Bob, "#Lobby")));
    }

    [Fact]
    public void Others_may_not()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NotInRoom>(new ReadHistory(Scene.Eve, "#lobby"));
        scene.Answers<NoSuchRoom>(new ReadHistory(Scene.Ada, "#tea"));
        scene.Answers<RoomNameInvalid>(new ReadHistory(Scene.Ada, "tea"));
        new Scene().Answers<NotArrived>(new ReadHistory(Scene.Ada, "#lobby"));
    }
}
