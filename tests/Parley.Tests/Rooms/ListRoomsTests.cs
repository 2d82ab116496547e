namespace Parley.Tests;

public sealed class ListRoomsTests
{
    [Fact]
    public void Rooms_are_listed_the_fullest_first_then_by_name()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Join(Scene.Eve, "#Zoo"));
        scene.Do(new Join(Scene.Eve, "#ark"));
        scene.Do(new SetTopic(Scene.Eve, "#ark", "two of each"));
        scene.Do(new Tell(Scene.Ada, "bob", MessageKind.Message, "a conversation is no room to list"));

        Assert.Equal(
            ["#lobby 2 ", "#ark 1 two of each", "#Zoo 1 "],
            scene.Answers<RoomList>(new ListRooms(Scene.Eve)).Rooms.Select(room => $"{room.Name} {room.Members} {room.Topic}"));
    }

    [Fact]
    public void An_empty_room_with_a_history_is_listed()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Join(Scene.Eve, "#tea"));
        scene.Do(new Join(Scene.Eve, "#coffee"));
        scene.Do(new Say(Scene.Eve, "#tea", MessageKind.Message, "hello?"));
        scene.Do(new Part(Scene.Eve, "#tea", null));
        scene.Do(new Part(Scene.Eve, "#coffee", null));

        Assert.Equal(
            ["#lobby 2", "#tea 0"],
            scene.Answers<RoomList>(new ListRooms(Scene.Eve)).Rooms.Select(room => $"{room.Name} {room.Members}"));
    }

    [Fact]
    public void A_secret_room_is_listed_to_its_members_and_to_operators_of_the_server()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Secret);
        Assert.Equal(["#lobby"], Rooms(scene, Scene.Eve));
        Assert.Equal(["#lobby", "#tea"], Rooms(scene, Scene.Bob));
        scene.Do(new BecomeOperator(Scene.Eve));
        Assert.Equal(["#lobby", "#tea"], Rooms(scene, Scene.Eve));
    }

    [Fact]
    public void Whoever_has_not_arrived_is_told_nothing() => new Scene().Answers<NotArrived>(new ListRooms(Scene.Ada));

    private static IEnumerable<string> Rooms(Scene scene, SessionId viewer) =>
        scene.Answers<RoomList>(new ListRooms(viewer)).Rooms.Select(room => room.Name.Value);
}
