namespace Parley.Tests;

public sealed class LogOutTests
{
    [Fact]
    public void Who_logs_out_gives_the_nick_back()
    {
        var scene = Scene.WithAccounts();
        var decision = scene.Do(new LogOut(Scene.Ada));

        Assert.Equal("ada", Assert.IsType<LoggedOut>(decision.Events[0]).By.Account?.Value);
        Assert.Equal("guest-1", Assert.IsType<NickChanged>(decision.Events[1]).Nick.Value);
        Assert.Null(scene.Person(Scene.Ada).Account);
        scene.Answers<NickOwned>(new ChangeNick(Scene.Ada, "ada"));
        scene.Answers<NotLoggedIn>(new LogOut(Scene.Ada));
    }

    [Fact]
    public void Who_is_called_otherwise_keeps_that_nick()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new ChangeNick(Scene.Ada, "lovelace"));
        scene.Happens<LoggedOut>(new LogOut(Scene.Ada));
        Assert.Equal("lovelace", scene.Person(Scene.Ada).Nick.Value);
    }

    [Fact]
    public void Who_is_here_through_another_session_too_loses_this_one()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new LogIn(Scene.Eve, Scene.Knows()));
        var detached = scene.Happens<SessionDetached>(new LogOut(Scene.Eve));
        Assert.Equal((Scene.Eve, "logged out"), (detached.Session, detached.Reason));
        Assert.Equal("ada", scene.Person(Scene.Ada).Account?.Value);
    }
}
