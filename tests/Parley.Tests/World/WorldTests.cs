namespace Parley.Tests;

public sealed class WorldTests
{
    [Fact]
    public void Events_follow_on_the_head_and_have_the_time_in_utc_to_the_microsecond()
    {
        var scene = Scene.InTheLobby();
        var at = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(1234567);
        var decision = scene.World.Decide(new Join(Scene.Eve, "#tea"), at);

        Assert.Equal([scene.World.Head.Value + 1, scene.World.Head.Value + 2], decision.Events.Select(e => e.Sequence.Value));
        Assert.All(decision.Events, e => Assert.Equal("2026-05-04T10:00:00.1234560+00:00", e.At.ToString("O", null)));
    }

    [Fact]
    public void Time_never_goes_back_whatever_the_clock_says()
    {
        var scene = Scene.InTheLobby();
        scene.Waited = TimeSpan.FromHours(-1);
        var said = scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi"));
        Assert.Equal(scene.Events[^2].At, said.At);

        var restored = World.Restore(scene.World.TakeSnapshot(), scene.World.Rules);
        Assert.Equal(said.At, restored.Decide(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi"), scene.Now).Events[0].At);
    }

    [Fact]
    public void A_gap_is_a_bug_of_the_caller()
    {
        var scene = Scene.InTheLobby();
        var decided = scene.World.Decide(new Join(Scene.Eve, "#tea"), scene.Now).Events;

        Assert.Throws<ArgumentException>(() => scene.World.Evolve(decided[1]));
        Assert.Throws<ArgumentException>(() => scene.World.Evolve(scene.Events[^1]));
        Assert.Equal(scene.Events[^1].Sequence, scene.World.Head);
    }
}
