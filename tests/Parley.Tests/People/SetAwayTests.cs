namespace Parley.Tests;

public sealed class SetAwayTests
{
    [Fact]
    public void A_person_goes_away_and_comes_back()
    {
        var scene = Scene.InTheTeaRoom();
        var away = scene.Happens<AwayChanged>(new SetAway(Scene.Ada, "tea time"));
        Assert.Equal("tea time", away.Text);
        Assert.Equal(2, away.Rooms.Length);
        Assert.Equal("tea time", scene.Person(Scene.Ada).Away);
        scene.Ignores(new SetAway(Scene.Ada, "tea time"));
        scene.Happens<AwayChanged>(new SetAway(Scene.Ada, "supper"));

        Assert.Null(scene.Happens<AwayChanged>(new SetAway(Scene.Ada, null)).Text);
        Assert.Null(scene.Person(Scene.Ada).Away);
        scene.Ignores(new SetAway(Scene.Ada, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200B")]
    public void Nothing_to_read_is_to_be_back(string text)
    {
        var scene = Scene.InTheLobby();
        scene.Do(new SetAway(Scene.Ada, "tea time"));
        Assert.Null(scene.Happens<AwayChanged>(new SetAway(Scene.Ada, text)).Text);
    }

    [Fact]
    public void A_text_is_cleaned_and_cut()
    {
        var scene = Scene.InTheLobby(new WorldRules { ReasonBytesMax = 5 });
        Assert.Equal("aéé", scene.Happens<AwayChanged>(new SetAway(Scene.Ada, "a\néé\u001béé")).Text);
    }

    [Fact]
    public void It_is_no_part_of_what_was_said_in_a_room() =>
        Assert.Empty(Scene.InTheLobby().Happens<AwayChanged>(new SetAway(Scene.Ada, "tea time")).History);

    [Fact]
    public void Whoever_has_not_arrived_is_not_away() => new Scene().Answers<NotArrived>(new SetAway(Scene.Ada, "gone"));
}
