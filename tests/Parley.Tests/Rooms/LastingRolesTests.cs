namespace Parley.Tests;

public sealed class LastingRolesTests
{
    [Fact]
    public void They_are_given_at_once_and_whenever_one_comes()
    {
        var scene = InAdasRoom();
        var decision = scene.Do(new SetLastingRoles(Scene.Ada, "#tea", "BOB", Roles.HalfOperator));
        Assert.Equal(["LastingRolesChanged", "ModesChanged"], decision.Events.Select(happened => happened.GetType().Name));
        Assert.Equal(Roles.HalfOperator, RolesOfBob(scene));
        scene.Ignores(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.HalfOperator));

        scene.Do(new Part(Scene.Bob, "#tea", null));
        scene.Set(RoomMode.InviteOnly);
        Assert.Equal(Roles.HalfOperator, scene.Happens<Joined, RoomEntered>(new Join(Scene.Bob, "#tea")).Event.Roles);
        scene.Do(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.None));
        Assert.Equal(Roles.None, RolesOfBob(scene));
    }

    [Fact]
    public void The_founder_makes_operators_and_they_make_the_rest()
    {
        var scene = InAdasRoom();
        Assert.Equal(Roles.Operator, scene.Answers<NeedsRole>(new SetLastingRoles(Scene.Bob, "#tea", "bob", Roles.Voice)).Role);
        scene.Do(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.Operator));
        scene.Do(new RegisterAccount(Scene.Eve, "eve", new("x")));
        Assert.Equal(Roles.Founder, scene.Answers<NeedsRole>(new SetLastingRoles(Scene.Bob, "#tea", "eve", Roles.Operator)).Role);
        scene.Happens<LastingRolesChanged>(new SetLastingRoles(Scene.Bob, "#tea", "eve", Roles.Voice));
        Assert.Equal(Roles.Founder, scene.Answers<NeedsRole>(new SetLastingRoles(Scene.Bob, "#tea", "bob", Roles.None)).Role);
        scene.Answers<RoomOwned>(new SetLastingRoles(Scene.Ada, "#tea", "ada", Roles.Voice));
        scene.Answers<NoSuchAccount>(new SetLastingRoles(Scene.Ada, "#tea", "zed", Roles.Voice));
        scene.Answers<RoomNotOwned>(new SetLastingRoles(Scene.Ada, "#lobby", "bob", Roles.Voice));
    }

    [Fact]
    public void Nobody_is_made_founder_so() =>
        Assert.Equal(Roles.Voice, InAdasRoom().Do(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.Founder | Roles.Voice)).Events.OfType<LastingRolesChanged>().Single().Roles);

    [Fact]
    public void What_was_taken_meanwhile_can_be_taken_back()
    {
        var scene = InAdasRoom();
        scene.Do(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.Operator));
        scene.Unset(RoomMode.Operator, "bob");
        scene.Happens<ModesChanged>(new TakeLastingRoles(Scene.Bob, "#tea"));
        Assert.Equal(Roles.Operator, RolesOfBob(scene));
        scene.Ignores(new TakeLastingRoles(Scene.Bob, "#tea"));
        scene.Do(new Join(Scene.Eve, "#tea"));
        scene.Answers<NeedsRole>(new TakeLastingRoles(Scene.Eve, "#tea"));
    }

    [Fact]
    public void A_room_can_be_given_to_another_account()
    {
        var scene = InAdasRoom();
        scene.Do(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.Voice));
        scene.Answers<NoSuchAccount>(new TransferRoom(Scene.Ada, "#tea", "zed"));
        scene.Ignores(new TransferRoom(Scene.Ada, "#tea", "ada"));
        Assert.Equal(["RoomTransferred", "ModesChanged", "ModesChanged"],
            scene.Do(new TransferRoom(Scene.Ada, "#tea", "bob")).Events.Select(happened => happened.GetType().Name));
        Assert.Equal(Roles.Founder, RolesOfBob(scene));
        Assert.Empty(scene.Room("#tea").Registration!.Roles);
        Assert.Equal(Roles.Founder, scene.Answers<NeedsRole>(new TransferRoom(Scene.Ada, "#tea", "ada")).Role);
    }

    [Fact]
    public void Nobody_is_given_a_room_in_which_they_are_not_but_by_those_who_run_the_server()
    {
        var scene = InAdasRoom();
        scene.Do(new Part(Scene.Bob, "#tea", null));
        Assert.Equal("bob", scene.Answers<NotAMember>(new TransferRoom(Scene.Ada, "#tea", "BOB")).Nick.Value);
        scene.Do(new Leave(Scene.Bob, null));
        scene.Answers<NotAMember>(new TransferRoom(Scene.Ada, "#tea", "bob"));
        scene.Do(new BecomeOperator(Scene.Eve));
        Assert.IsType<RoomTransferred>(scene.Do(new TransferRoom(Scene.Eve, "#tea", "bob")).Events[0]);
    }

    [Fact]
    public void Those_who_run_the_server_can_do_all_that()
    {
        var scene = InAdasRoom();
        scene.Do(new BecomeOperator(Scene.Eve));
        scene.Do(new SetLastingRoles(Scene.Eve, "#tea", "bob", Roles.Admin));
        Assert.Equal(Roles.Admin, RolesOfBob(scene));
        Assert.IsType<RoomTransferred>(scene.Do(new TransferRoom(Scene.Eve, "#tea", "bob")).Events[0]);
        Assert.IsType<RoomUnregistered>(scene.Do(new UnregisterRoom(Scene.Eve, "#tea")).Events[1]);
    }

    [Fact]
    public void They_are_told_to_those_who_are_in_the_room()
    {
        var scene = InAdasRoom();
        scene.Do(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.Voice));
        Assert.Single(scene.Answers<RegistrationShown>(new ShowRegistration(Scene.Bob, "#tea")).Registration.Roles);
        Assert.Empty(scene.Answers<RegistrationShown>(new ShowRegistration(Scene.Eve, "#tea")).Registration.Roles);
    }

    [Fact]
    public void They_end_with_the_account()
    {
        var scene = InAdasRoom();
        scene.Do(new SetLastingRoles(Scene.Ada, "#tea", "bob", Roles.Voice));
        scene.Do(new DropAccount(Scene.Bob, new PasswordProof(new("bob's"))));
        Assert.Empty(scene.Room("#tea").Registration!.Roles);
        Assert.Equal(Roles.None, RolesOfBob(scene));
    }

    private static Roles RolesOfBob(Scene scene) => scene.Room("#tea").RolesOf(scene.Person(Scene.Bob).Id);

    private static Scene InAdasRoom()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Join(Scene.Ada, "#tea"));
        scene.Do(new Join(Scene.Bob, "#tea"));
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        return scene;
    }
}
