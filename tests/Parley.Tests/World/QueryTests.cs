namespace Parley.Tests;

public sealed class QueryTests
{
    [Fact]
    public void A_door_looks_at_the_world_and_at_whoever_asks()
    {
        var scene = Scene.InTheLobby();
        var answer = scene.Answers<Found>(new Query(Scene.Bob, (world, person) => new Found(world.People.Count, person?.Nick.Value)));
        Assert.Equal(new Found(3, "bob"), answer);
    }

    [Fact]
    public void Whoever_has_not_arrived_may_ask_and_is_nobody() =>
        Assert.Equal(new Found(0, null), new Scene().Answers<Found>(
            new Query(Scene.Ada, (world, person) => new Found(world.People.Count, person?.Nick.Value))));

    [Fact]
    public void There_need_not_be_an_answer() => Scene.InTheLobby().Ignores(new Query(Scene.Ada, (_, _) => null));

    [Fact]
    public void It_sees_the_time_of_the_question()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal(new Asked(scene.Now), scene.Answers<Asked>(new Query(Scene.Ada, (world, _) => new Asked(world.Now))));
    }

    private sealed record Found(int Count, string? Nick) : Answer;

    private sealed record Asked(DateTimeOffset At) : Answer;
}
