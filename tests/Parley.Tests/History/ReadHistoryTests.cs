namespace Parley.Tests;

public sealed class ReadHistoryTests
{
    [Fact]
    public void A_member_may_read_up_to_what_has_happened_so_far()
    {
        var scene = Scene.InTheLobby();
        var said = scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi"));
        var granted = scene.Answers<HistoryGranted>(new ReadHistory(Scene.Bob, "#Lobby"));
        Assert.Equal([said.Room], granted.Rooms);
        Assert.Equal(said.Sequence, granted.UpTo);
    }

    [Fact]
    public void Others_may_not()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NotInRoom>(new ReadHistory(Scene.Eve, "#lobby"));
        scene.Answers<NoSuchRoom>(new ReadHistory(Scene.Ada, "#tea"));
        scene.Answers<RoomNameInvalid>(new ReadHistory(Scene.Ada, "#te,a"));
        new Scene().Answers<NotArrived>(new ReadHistory(Scene.Ada, "#lobby"));
    }

    [Fact]
    public void A_room_that_bans_a_member_is_to_them_as_if_it_did_not_exist()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Ban, "bob!*@*");
        scene.Answers<NoSuchRoom>(new ReadHistory(Scene.Bob, "#tea"));
        Assert.DoesNotContain(scene.Room("#tea").Ref, scene.Answers<HistoryGranted>(new ReadHistory(Scene.Bob, null)).Rooms);

        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Answers<HistoryGranted>(new ReadHistory(Scene.Bob, "#tea"));
    }

    [Fact]
    public void A_conversation_is_for_its_two_and_nobody_can_tell_whether_there_is_another()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Tell(Scene.Ada, "bob", MessageKind.Message, "psst"));
        var conversation = Assert.IsType<Conversation>(Assert.Single(scene.Answers<HistoryGranted>(new ReadHistory(Scene.Ada, "BOB")).Rooms));
        Assert.Equal([conversation], scene.Answers<HistoryGranted>(new ReadHistory(Scene.Bob, "ada")).Rooms);

        Assert.Equal(new NoConversation("ada"), scene.Answers<NoConversation>(new ReadHistory(Scene.Eve, "ada")));
        Assert.Equal(new NoConversation("nobody"), scene.Answers<NoConversation>(new ReadHistory(Scene.Eve, "nobody")));
    }

    [Fact]
    public void A_conversation_of_two_accounts_can_be_read_while_the_other_one_is_gone()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new RegisterAccount(Scene.Bob, "bob", new ScramVerifier("bob's")));
        scene.Do(new Tell(Scene.Ada, "bob", MessageKind.Message, "psst"));
        scene.Do(new Leave(Scene.Bob, null));
        Assert.Single(scene.Answers<HistoryGranted>(new ReadHistory(Scene.Ada, "bob")).Rooms);
        Assert.Contains(scene.Answers<HistoryGranted>(new ReadHistory(Scene.Ada, null)).Rooms, room => room is Conversation);
        scene.Answers<NoConversation>(new ReadHistory(Scene.Eve, "bob"));
    }

    [Fact]
    public void All_that_may_be_read_is_ones_rooms_and_conversations()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Tell(Scene.Ada, "eve", MessageKind.Message, "psst"));
        var rooms = scene.Answers<HistoryGranted>(new ReadHistory(Scene.Ada, null)).Rooms;
        Assert.Equal(["#lobby", "#tea", null], rooms.Select(room => (room as NamedRoom)?.Name.Value));
        Assert.Single(scene.Answers<HistoryGranted>(new ReadHistory(Scene.Eve, null)).Rooms);
    }
}
