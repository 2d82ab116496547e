namespace Parley.Tests;

public sealed class RegisterAccountTests
{
    [Fact]
    public void Whoever_registers_is_logged_in_from_then_on()
    {
        var scene = Scene.InTheLobby();
        var decision = scene.Do(new RegisterAccount(Scene.Ada, "Ada", new("secret")));

        Assert.Null(decision.Reply);
        var registered = Assert.IsType<AccountRegistered>(decision.Events[0]);
        var loggedIn = Assert.IsType<LoggedIn>(decision.Events[1]);
        Assert.Null(loggedIn.By.Account);
        Assert.Equal("Ada", scene.Person(Scene.Ada).Account?.Value);
        var account = scene.World.Accounts.Find("ADA");
        Assert.Equal(new AccountId(registered.Sequence.Value), account?.Id);
        Assert.Equal(registered.At, account?.RegisteredAt);
        Assert.Equal("Ada", scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi")).By.Account?.Value);
    }

    [Fact]
    public void A_name_that_somebody_has_or_had_is_refused()
    {
        var scene = Scene.WithAccounts();
        scene.Answers<AccountTaken>(new RegisterAccount(Scene.Eve, "ADA", new("x")));
        scene.Answers<AccountTaken>(new RegisterAccount(Scene.Eve, "adа", new("x")));
        scene.Do(new RegisterAccount(Scene.Eve, "ai", new("x")));
        scene.Do(new LogOut(Scene.Bob));
        scene.Answers<AccountTaken>(new RegisterAccount(Scene.Bob, "aI", new("x")));
        scene.Do(new LogOut(Scene.Eve));
        scene.Do(new DropAccount(Scene.Ada, new PasswordProof(new("ada's"))));
        scene.Answers<AccountTaken>(new RegisterAccount(Scene.Eve, "ada", new("x")));
    }

    [Fact]
    public void A_name_that_somebody_else_is_called_by_is_refused()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NickTaken>(new RegisterAccount(Scene.Eve, "ada", new("x")));
        scene.Answers<NickReserved>(new RegisterAccount(Scene.Eve, "NickServ", new("x")));
        scene.Answers<AccountNameInvalid>(new RegisterAccount(Scene.Eve, "no name", new("x")));
        scene.Answers<NotArrived>(new RegisterAccount(new(9, 9), "zed", new("x")));
    }

    [Fact]
    public void One_has_one_account_at_a_time_and_the_server_so_many()
    {
        var scene = Scene.WithAccounts(new WorldRules { AccountsMax = 2 });
        Assert.Equal("ada", scene.Answers<AlreadyLoggedIn>(new RegisterAccount(Scene.Ada, "ada2", new("x"))).Account.Value);
        Assert.Equal(2, scene.Answers<TooManyAccounts>(new RegisterAccount(Scene.Eve, "eve", new("x"))).Max);
    }

    [Fact]
    public void A_name_in_another_case_is_taken_though_it_looks_different()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new ChangeNick(Scene.Ada, "aI"));
        scene.Do(new RegisterAccount(Scene.Ada, "aI", new("x")));
        scene.Do(new ChangeNick(Scene.Ada, "ada"));
        scene.Answers<AccountTaken>(new RegisterAccount(Scene.Bob, "ai", new("x")));
        scene.Answers<NickOwned>(new ChangeNick(Scene.Bob, "ai"));
    }

    [Fact]
    public void The_nick_of_an_account_is_its_owners()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new ChangeNick(Scene.Ada, "away"));
        Assert.Equal("ada", scene.Answers<NickOwned>(new ChangeNick(Scene.Eve, "Ada")).By.Value);
        scene.Answers<NickOwned>(new ChangeNick(Scene.Bob, "adа"));
        scene.Answers<NickOwned>(new Arrive(new(9, 9), "ada", NickFallback.Refuse));
        Assert.Equal("ada_2", scene.Happens<Arrived, Welcome>(new Arrive(new(9, 9), "ada", NickFallback.Another)).Event.By.Nick.Value);
        scene.Answers<NickOwned>(new CheckNick(new(9, 8), "ada"));
        scene.Ignores(new CheckNick(new(9, 8), "ada") { MayLogIn = true });
        scene.Answers<NickInvalid>(new CheckNick(new(9, 8), "a b") { MayLogIn = true });
        scene.Happens<NickChanged>(new ChangeNick(Scene.Ada, "ada"));
    }
}
