namespace Parley.Tests;

public sealed class ChangeRealNameTests
{
    [Fact]
    public void A_person_says_something_else_about_themselves()
    {
        var scene = Scene.InTheTeaRoom();
        var changed = scene.Happens<RealNameChanged>(new ChangeRealName(Scene.Ada, "Ada, Countess of Lovelace"));
        Assert.Equal("Ada, Countess of Lovelace", changed.RealName);
        Assert.Equal(2, changed.Rooms.Length);
        Assert.Empty(changed.History);
        Assert.Equal(changed.RealName, scene.Person(Scene.Ada).RealName);
    }

    [Fact]
    public void Bad_texts_and_strangers_are_refused()
    {
        var scene = Scene.InTheLobby(new WorldRules { RealNameBytesMax = 4 });
        scene.Happens<RealNameChanged>(new ChangeRealName(Scene.Ada, "éé"));
        Assert.Equal(new TextTooLong(4), scene.Answers<TextTooLong>(new ChangeRealName(Scene.Ada, "ééa")));
        scene.Answers<TextInvalid>(new ChangeRealName(Scene.Ada, "a\nb"));
        Assert.Equal("éé", scene.Person(Scene.Ada).RealName);
        new Scene().Answers<NotArrived>(new ChangeRealName(Scene.Ada, "Ada"));
    }

    [Fact]
    public void Whoever_arrives_says_who_they_are_and_it_is_cut_when_too_long()
    {
        var scene = new Scene(new WorldRules { RealNameBytesMax = 4 });
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { RealName = "é\réaé" });
        Assert.Equal("éé", scene.Person(Scene.Ada).RealName);
        scene.Do(new Arrive(Scene.Bob, "bob", NickFallback.Refuse));
        Assert.Equal("", scene.Person(Scene.Bob).RealName);
    }
}
