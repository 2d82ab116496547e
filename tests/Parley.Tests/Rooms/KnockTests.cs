namespace Parley.Tests;

public sealed class KnockTests
{
    [Fact]
    public void Half_operators_and_above_hear_it()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteOnly);
        var (knocked, delivered) = scene.Happens<Knocked, KnockDelivered>(new Knock(Scene.Eve, "#TEA", "it's me"));

        Assert.Equal("it's me", knocked.Text);
        Assert.Equal([scene.Person(Scene.Ada).Id], knocked.OnlyTo!.Value.AsEnumerable());
        Assert.Empty(knocked.History);
        Assert.Equal("#tea", delivered.Room.Value, ignoreCase: true);

        scene.Give(Scene.Bob, RoomMode.HalfOperator);
        Assert.Equal(2, scene.Happens<Knocked, KnockDelivered>(new Knock(Scene.Eve, "#tea", null)).Event.OnlyTo!.Value.Length);
    }

    [Theory]
    [InlineData(RoomMode.InviteOnly, null)]
    [InlineData(RoomMode.Key, "sesame")]
    [InlineData(RoomMode.Limit, "2")]
    public void One_knocks_where_one_may_not_just_come_in(RoomMode mode, string? argument)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Answers<RoomIsOpen>(new Knock(Scene.Eve, "#tea", null));
        scene.Set(mode, argument);
        scene.Happens<Knocked, KnockDelivered>(new Knock(Scene.Eve, "#tea", null));
    }

    [Fact]
    public void There_is_no_need_to_knock_where_there_is_room()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Limit, "3");
        scene.Answers<RoomIsOpen>(new Knock(Scene.Eve, "#tea", null));
    }

    [Fact]
    public void Whoever_is_banned_is_not_heard_unless_excepted()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteOnly);
        scene.Set(RoomMode.Ban, "eve");
        scene.Answers<CannotSpeak>(new Knock(Scene.Eve, "#tea", "please"));
        scene.Set(RoomMode.BanException, "e?e");
        scene.Happens<Knocked, KnockDelivered>(new Knock(Scene.Eve, "#tea", "please"));
    }

    [Fact]
    public void Nobody_finds_a_secret_room_by_knocking()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.InviteOnly);
        scene.Set(RoomMode.Secret);
        scene.Answers<NoSuchRoom>(new Knock(Scene.Eve, "#tea", null));
        scene.Answers<AlreadyInRoom>(new Knock(Scene.Bob, "#tea", null));
    }

    [Fact]
    public void Members_strangers_and_no_rooms_are_refused()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Answers<AlreadyInRoom>(new Knock(Scene.Bob, "#tea", null));
        scene.Answers<NoSuchRoom>(new Knock(Scene.Eve, "#milk", null));
        scene.Answers<RoomNameInvalid>(new Knock(Scene.Eve, "tea", null));
        new Scene().Answers<NotArrived>(new Knock(Scene.Eve, "#tea", null));
    }
}
