namespace Parley.Tests;

public sealed class EndSessionsTests
{
    [Fact]
    public void One_ends_another_session_of_ones_own_or_all_others()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new LogIn(Scene.Eve, Scene.Knows()));
        scene.Answers<NoSuchSession>(new EndSessions(Scene.Ada, 99));
        scene.Answers<NoSuchSession>(new EndSessions(Scene.Ada, Scene.Bob.Number));
        var detached = scene.Happens<SessionDetached>(new EndSessions(Scene.Eve, null));
        Assert.Equal((Scene.Ada, "ended by another session of yours"), (detached.Session, detached.Reason));
        Assert.Equal([Scene.Eve], scene.Person(Scene.Eve).Sessions);
        scene.Ignores(new EndSessions(Scene.Eve, null));
    }
}
