namespace Parley.Tests;

public sealed class RegisterRoomTests
{
    [Fact]
    public void Its_operator_owns_it_from_then_on()
    {
        var scene = InTheTeaRoom();
        var decision = scene.Do(new RegisterRoom(Scene.Ada, "#TEA"));
        Assert.Equal("ada", Assert.IsType<RoomRegistered>(decision.Events[0]).Account.Value);
        Assert.IsType<ModesChanged>(decision.Events[1]);
        Assert.True(scene.Room("#tea").Has(RoomMode.Registered));
        Assert.Equal(Roles.Founder, scene.Room("#tea").RolesOf(scene.Person(Scene.Ada).Id).Highest());
        Assert.Equal("ada", scene.Answers<RoomOwned>(new RegisterRoom(Scene.Ada, "#tea")).By.Value);
    }

    [Fact]
    public void Only_an_operator_with_an_account_can_own_a_room_and_only_so_many()
    {
        var scene = InTheTeaRoom(new WorldRules { RoomsPerAccountMax = 1 });
        Assert.Equal(Roles.Operator, scene.Answers<NeedsRole>(new RegisterRoom(Scene.Bob, "#tea")).Role);
        scene.Answers<NotLoggedIn>(new RegisterRoom(Scene.Eve, "#tea"));
        scene.Answers<RoomIsEverybodys>(new RegisterRoom(Scene.Ada, "#lobby"));
        scene.Answers<NoSuchRoom>(new RegisterRoom(Scene.Ada, "#none"));
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        scene.Do(new Join(Scene.Ada, "#coffee"));
        Assert.Equal(1, scene.Answers<TooManyOwnedRooms>(new RegisterRoom(Scene.Ada, "#coffee")).Max);
    }

    [Fact]
    public void What_was_arranged_stays_when_all_have_left_and_the_founder_comes_back_as_such()
    {
        var scene = InTheTeaRoom();
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        scene.Set(RoomMode.Key, "sesame");
        scene.Set(RoomMode.Ban, "eve");
        scene.Do(new SetTopic(Scene.Ada, "#tea", "Earl Grey"));
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Leave(Scene.Bob, null));
        Assert.Equal(0, scene.Room("#tea").Count);

        scene.Answers<BannedFromRoom>(new Join(Scene.Eve, "#tea", "sesame"));
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { Credentials = Scene.Knows() });
        var (joined, entered) = scene.Happens<Joined, RoomEntered>(new Join(Scene.Ada, "#tea"));
        Assert.Equal(Roles.Founder, joined.Roles);
        Assert.Equal(Roles.Founder, Assert.Single(entered.Members).Roles);
        Assert.Equal("Earl Grey", entered.Topic?.Text);
        Assert.Equal("sesame", scene.Room("#tea").Argument(RoomMode.Key));
    }

    [Fact]
    public void A_guest_who_comes_first_is_not_in_charge()
    {
        var scene = InTheTeaRoom();
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        scene.Do(new PartAll(Scene.Ada));
        scene.Do(new PartAll(Scene.Bob));
        Assert.Equal(Roles.None, scene.Happens<Joined, RoomEntered>(new Join(Scene.Eve, "#tea")).Event.Roles);
    }

    [Fact]
    public void Logging_in_and_out_gives_and_takes_the_roles()
    {
        var scene = InTheTeaRoom();
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        Assert.Equal(["LoggedOut", "ModesChanged", "NickChanged"], scene.Do(new LogOut(Scene.Ada)).Events.Select(happened => happened.GetType().Name));
        Assert.False(scene.Room("#tea").RolesOf(scene.Person(Scene.Ada).Id).AtLeast(Roles.Founder));
        Assert.Equal(["LoggedIn", "ModesChanged"], scene.Do(new LogIn(Scene.Ada, Scene.Knows())).Events.Select(happened => happened.GetType().Name));
        Assert.True(scene.Room("#tea").RolesOf(scene.Person(Scene.Ada).Id).AtLeast(Roles.Founder));
    }

    [Fact]
    public void It_ends_with_its_owners_word_or_account()
    {
        var scene = InTheTeaRoom();
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        Assert.Equal(Roles.Founder, scene.Answers<NeedsRole>(new UnregisterRoom(Scene.Bob, "#tea")).Role);
        Assert.Equal(["ModesChanged", "RoomUnregistered"], scene.Do(new UnregisterRoom(Scene.Ada, "#tea")).Events.Select(happened => happened.GetType().Name));
        Assert.False(scene.Room("#tea").Has(RoomMode.Registered));
        scene.Answers<RoomNotOwned>(new UnregisterRoom(Scene.Ada, "#tea"));

        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        scene.Do(new DropAccount(Scene.Ada, new PasswordProof(new("ada's"))));
        Assert.Null(scene.Room("#tea").Registration);
        Assert.False(scene.Room("#tea").RolesOf(scene.Person(Scene.Ada).Id).AtLeast(Roles.Founder));
    }

    [Fact]
    public void An_empty_room_that_is_nobodys_any_longer_is_gone_if_nothing_was_said_there()
    {
        var scene = InTheTeaRoom();
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        scene.Do(new Part(Scene.Ada, "#tea", null));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        scene.Do(new UnregisterRoom(Scene.Ada, "#tea"));
        Assert.DoesNotContain(scene.World.Rooms.Named, room => room.Name!.Value.Value == "#tea");
    }

    [Fact]
    public void To_others_a_secret_room_is_not_there()
    {
        var scene = InTheTeaRoom();
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        scene.Set(RoomMode.Secret);
        scene.Do(new Part(Scene.Ada, "#tea", null));
        scene.Answers<NoSuchRoom>(new ShowRegistration(Scene.Eve, "#tea"));
        scene.Answers<NoSuchRoom>(new UnregisterRoom(Scene.Eve, "#tea"));
        scene.Answers<NoSuchRoom>(new SetLastingRoles(Scene.Eve, "#tea", "bob", Roles.Voice));
        Assert.Equal("ada", scene.Answers<RegistrationShown>(new ShowRegistration(Scene.Ada, "#tea")).Registration.Founder.Value);
    }

    private static Scene InTheTeaRoom(WorldRules? rules = null)
    {
        var scene = Scene.WithAccounts(rules);
        scene.Do(new Join(Scene.Ada, "#tea"));
        scene.Do(new Join(Scene.Bob, "#tea"));
        return scene;
    }
}
