namespace Parley.Tests;

public sealed class KillTests
{
    [Theory]
    [InlineData("spam", "Killed (ada: spam)")]
    [InlineData("a\nb", "Killed (ada: ab)")]
    [InlineData(" ", "Killed (ada)")]
    [InlineData(null, "Killed (ada)")]
    public void An_operator_ends_somebodys_sessions(string? reason, string shown)
    {
        var scene = Scene.WithAnOperator();
        var quit = scene.Happens<Quit>(new Kill(Scene.Ada, "BOB", reason));
        Assert.Equal("bob", quit.By.Nick.Value);
        Assert.Equal(shown, quit.Reason);
        Assert.Equal("ada", scene.Members(Scene.Ada, "#lobby"));
        scene.Answers<NotArrived>(new ListRooms(Scene.Bob));
        Assert.IsType<Arrived>(Assert.Single(scene.Do(new Arrive(Scene.Bob, "bob", NickFallback.Refuse)).Events));
    }

    [Fact]
    public void Others_do_not_and_nobody_is_nobody()
    {
        var scene = Scene.WithAnOperator();
        scene.Answers<NotOperator>(new Kill(Scene.Bob, "ada", null));
        Assert.Equal(new NoSuchPerson("nobody"), scene.Answers<NoSuchPerson>(new Kill(Scene.Ada, "nobody", null)));
        scene.Answers<NoSuchPerson>(new Kill(Scene.Ada, "#lobby", null));
        new Scene().Answers<NotArrived>(new Kill(Scene.Ada, "bob", null));
    }
}
