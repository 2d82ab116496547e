namespace Parley.Tests;

public sealed class AnnounceTests
{
    [Fact]
    public void Those_who_listen_hear_it()
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new ChangeUserModes(Scene.Eve, UserModes.Wallops, UserModes.None));
        var announced = scene.Happens<Announced>(new Announce(Scene.Ada, "restart at noon\u001b"));
        Assert.Equal("restart at noon", announced.Text);
        Assert.Equal([scene.Person(Scene.Ada).Id, scene.Person(Scene.Eve).Id], announced.To.AsEnumerable());
        Assert.Empty(announced.History);
    }

    [Fact]
    public void An_operator_who_does_not_listen_does_not_hear_it_either()
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new ChangeUserModes(Scene.Ada, UserModes.None, UserModes.Wallops));
        Assert.Empty(scene.Happens<Announced>(new Announce(Scene.Ada, "anybody?")).To);
    }

    [Fact]
    public void Others_and_bad_texts_are_refused()
    {
        var scene = Scene.WithAnOperator();
        scene.Answers<NotOperator>(new Announce(Scene.Bob, "hi"));
        scene.Answers<TextEmpty>(new Announce(Scene.Ada, " "));
        scene.Answers<TextInvalid>(new Announce(Scene.Ada, "a\nb"));
        scene.Answers<TextTooLong>(new Announce(Scene.Ada, new string('x', 4097)));
        new Scene().Answers<NotArrived>(new Announce(Scene.Ada, "hi"));
    }
}
