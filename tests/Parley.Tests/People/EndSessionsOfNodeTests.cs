namespace Parley.Tests;

public sealed class EndSessionsOfNodeTests
{
    [Fact]
    public void Everybody_who_came_through_the_node_is_gone_in_the_order_of_arrival()
    {
        var scene = Scene.InTheLobby();
        var decision = scene.Do(new EndSessionsOfNode(1));

        Assert.Null(decision.Reply);
        Assert.Equal(["ada", "bob"], decision.Events.Select(gone => gone.By.Nick.Value));
        Assert.All(decision.Events, gone => Assert.Equal("the server restarted", Assert.IsType<Quit>(gone).Reason));
    }

    [Fact]
    public void Others_stay()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new EndSessionsOfNode(1));
        scene.Answers<RoomList>(new ListRooms(Scene.Eve));
        scene.Ignores(new EndSessionsOfNode(1));
        Assert.Single(scene.Do(new EndSessionsOfNode(2)).Events);
    }
}
