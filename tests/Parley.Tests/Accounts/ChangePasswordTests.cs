namespace Parley.Tests;

public sealed class ChangePasswordTests
{
    [Fact]
    public void Whoever_knows_the_present_one_can_change_it()
    {
        var scene = Scene.WithAccounts();
        scene.Answers<LoginFailed>(new ChangePassword(Scene.Ada, new PasswordProof(new("wrong")), new("new")));
        scene.Answers<NotLoggedIn>(new ChangePassword(Scene.Eve, new PasswordProof(new("ada's")), new("new")));
        scene.Happens<PasswordChanged>(new ChangePassword(Scene.Ada, new PasswordProof(new("ada's")), new("new")));
        Assert.Equal("new", scene.Answers<AccountFound>(new FindAccount(new(9, 9), "ADA")).Account?.Verifier.Value);
    }

    [Fact]
    public void An_operator_can_give_another_one()
    {
        var scene = Scene.WithAccounts();
        scene.Answers<NotOperator>(new ResetPassword(Scene.Ada, "bob", new("new")));
        scene.Do(new BecomeOperator(Scene.Ada));
        scene.Answers<NoSuchAccount>(new ResetPassword(Scene.Ada, "zed", new("new")));
        scene.Happens<PasswordChanged>(new ResetPassword(Scene.Ada, "BOB", new("new")));
        Assert.Equal("new", scene.World.Accounts.Find("bob")?.Verifier.Value);
    }

    [Fact]
    public void No_verifier_is_printed()
    {
        var scene = Scene.WithAccounts();
        var printed = $"{string.Join(' ', scene.Events)} {Scene.Knows()} {new ChangePassword(Scene.Ada, new PasswordProof(new("ada's")), new("bob's"))}";
        Assert.DoesNotContain("'s", printed, StringComparison.Ordinal);
    }
}
