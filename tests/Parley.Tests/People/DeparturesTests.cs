namespace Parley.Tests;

public sealed class DeparturesTests
{
    [Fact]
    public void Whoever_left_or_was_called_something_else_is_remembered_the_newest_first()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new ChangeRealName(Scene.Ada, "first"));
        var renamed = scene.Happens<NickChanged>(new ChangeNick(Scene.Ada, "countess"));
        scene.Do(new ChangeNick(Scene.Bob, "ada"));
        scene.Do(new ChangeRealName(Scene.Bob, "second"));
        var quit = scene.Happens<Quit>(new Leave(Scene.Bob, "bye"));

        Assert.Equal(
            [new Departure(quit.By, "second", quit.At), new Departure(renamed.By, "first", renamed.At)],
            scene.World.Departures.Of(renamed.By.Nick));
        Assert.Empty(scene.World.Departures.Of(renamed.Nick));
    }

    [Fact]
    public void Only_so_many_are_remembered()
    {
        var scene = Scene.InTheLobby();
        for (var i = 0; i < 500; i++)
        {
            scene.Do(new ChangeNick(Scene.Eve, "adam"));
            scene.Do(new ChangeNick(Scene.Eve, "eve"));
        }

        var bob = scene.Person(Scene.Bob).Nick;
        scene.Do(new Leave(Scene.Bob, null));
        Assert.Equal(499, scene.World.Departures.Of(scene.Person(Scene.Eve).Nick).Count());
        Assert.Single(scene.World.Departures.Of(bob));
    }
}
