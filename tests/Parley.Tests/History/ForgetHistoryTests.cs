namespace Parley.Tests;

public sealed class ForgetHistoryTests
{
    private readonly Scene _scene = Scene.InTheLobby();

    [Fact]
    public void What_is_forgotten_everywhere_is_not_forgotten_again()
    {
        var forgotten = _scene.Happens<HistoryForgotten>(new ForgetHistory(1, null, new Sequence(4)));
        Assert.Equal((Sequence.Start, new Sequence(4)), (forgotten.After, forgotten.Before));
        Assert.Equal(Identity.Server, forgotten.By);
        _scene.Ignores(new ForgetHistory(1, null, new Sequence(4)));
        Assert.Equal(new Sequence(3), _scene.Happens<HistoryForgotten>(new ForgetHistory(1, null, new Sequence(6))).After);
    }

    [Fact]
    public void A_room_forgets_for_itself()
    {
        var room = _scene.Room("#lobby").Ref;
        Assert.Equal(room, _scene.Happens<HistoryForgotten>(new ForgetHistory(1, room, new Sequence(6))).Room);
        Assert.Equal(Sequence.Start, _scene.World.Forgotten);
        Assert.Empty(_scene.Events[^1].History);
    }

    [Fact]
    public void Nothing_that_is_still_to_come_is_forgotten() => _scene.Ignores(new ForgetHistory(1, null, new Sequence(1000)));
}
