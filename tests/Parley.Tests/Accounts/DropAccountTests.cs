namespace Parley.Tests;

public sealed class DropAccountTests
{
    private static readonly PasswordProof Right = new(new("ada's"));

    [Fact]
    public void Its_owner_stays_as_a_guest_and_its_certificates_log_nobody_in()
    {
        var scene = Scene.WithAccounts();
        var fingerprint = new string('a', 64);
        scene.Do(new AddCertificate(Scene.Ada, fingerprint));
        scene.Answers<LoginFailed>(new DropAccount(Scene.Ada, new PasswordProof(new("wrong"))));
        Assert.Equal(["AccountDropped", "LoggedOut"], scene.Do(new DropAccount(Scene.Ada, Right)).Events.Select(happened => happened.GetType().Name));

        Assert.Null(scene.World.Accounts.Find("ada"));
        Assert.Null(scene.Person(Scene.Ada).Account);
        Assert.Null(scene.Answers<AccountFound>(new FindAccountByCertificate(Scene.Ada, fingerprint)).Account);
        scene.Answers<LoginFailed>(new LogIn(Scene.Eve, Scene.Knows()));
        scene.Answers<NotLoggedIn>(new DropAccount(Scene.Ada, Right));
    }

    [Fact]
    public void The_nick_is_free_again()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new DropAccount(Scene.Ada, Right));
        scene.Do(new ChangeNick(Scene.Ada, "lovelace"));
        scene.Happens<NickChanged>(new ChangeNick(Scene.Eve, "ada"));
    }

    [Fact]
    public void An_operator_can_take_it_away_and_who_was_kept_present_is_gone()
    {
        var scene = Scene.WithAccounts();
        scene.Answers<NotOperator>(new DropAccountOf(Scene.Bob, "ada"));
        scene.Do(new BecomeOperator(Scene.Bob));
        scene.Answers<NoSuchAccount>(new DropAccountOf(Scene.Bob, "zed"));
        scene.Do(new ChangeAccountSettings(Scene.Ada) { AlwaysOn = true });
        scene.Do(new Leave(Scene.Ada, null));
        Assert.Equal(["AccountDropped", "LoggedOut", "Quit"], scene.Do(new DropAccountOf(Scene.Bob, "ada")).Events.Select(happened => happened.GetType().Name));
        Assert.Equal("bob", scene.Members(Scene.Bob, "#lobby"));
    }
}
