namespace Parley.Tests;

public sealed class EndSessionsOfNodeTests
{
    [Fact]
    public void Everybody_who_came_through_the_node_is_gone_in_the_order_of_arrival()
    {
        var scene = Scene.InTheLobby();
        var decision = scene.Do(new EndSessionsOfNode(1, long.MaxValue));

        Assert.Null(decision.Reply);
        Assert.Equal(["ada", "bob"], decision.Events.Select(gone => gone.By.Nick.Value));
        Assert.All(decision.Events, gone => Assert.Equal("the server restarted", Assert.IsType<Quit>(gone).Reason));
    }

    [Fact]
    public void Others_stay()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new EndSessionsOfNode(1, long.MaxValue));
        scene.Answers<RoomList>(new ListRooms(Scene.Eve));
        scene.Ignores(new EndSessionsOfNode(1, long.MaxValue));
        Assert.Single(scene.Do(new EndSessionsOfNode(2, long.MaxValue)).Events);
    }

    [Fact]
    public void Who_has_come_since_stays()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal("ada", Assert.IsType<Quit>(Assert.Single(scene.Do(new EndSessionsOfNode(1, Scene.Ada.Number)).Events)).By.Nick.Value);
        Assert.Equal((Scene.Bob.Number, Scene.Eve.Number, 0), (scene.World.People.LastSessionOf(1), scene.World.People.LastSessionOf(2), scene.World.People.LastSessionOf(3)));
    }
}
