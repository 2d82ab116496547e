namespace Parley.Tests;

public sealed class ChangeNickTests
{
    [Fact]
    public void A_person_is_called_something_else_in_all_their_rooms()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Join(Scene.Ada, "#tea"));
        var changed = scene.Happens<NickChanged>(new ChangeNick(Scene.Ada, "Countess"));

        Assert.Equal("ada", changed.By.Nick.Value);
        Assert.Equal("Countess", changed.Nick.Value);
        Assert.Equal(2, changed.History.Length);
        Assert.Equal("bob Countess", scene.Members(Scene.Bob, "#lobby"));
    }

    [Fact]
    public void The_old_nick_is_free_at_once()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new ChangeNick(Scene.Ada, "countess"));
        scene.Happens<NickChanged>(new ChangeNick(Scene.Bob, "ada"));
    }

    [Fact]
    public void The_case_of_ones_own_nick_may_change_and_the_same_nick_is_no_change()
    {
        var scene = Scene.InTheLobby();
        scene.Happens<NickChanged>(new ChangeNick(Scene.Ada, "ADA"));
        scene.Ignores(new ChangeNick(Scene.Ada, "ADA"));
    }

    [Fact]
    public void The_case_of_ones_own_nick_may_not_make_it_look_like_anothers()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new ChangeNick(Scene.Ada, "al"));
        scene.Do(new ChangeNick(Scene.Bob, "ai"));

        Assert.Equal("al", scene.Answers<NickTaken>(new ChangeNick(Scene.Bob, "aI")).By.Value);
    }

    [Fact]
    public void Bad_and_taken_nicks_are_refused()
    {
        var scene = Scene.InTheLobby();
        Assert.Equal("bob", scene.Answers<NickTaken>(new ChangeNick(Scene.Ada, "Bob")).By.Value);
        Assert.Equal("bob", scene.Answers<NickTaken>(new ChangeNick(Scene.Ada, "b0b")).By.Value);
        scene.Answers<NickReserved>(new ChangeNick(Scene.Ada, "parIey"));
        Assert.Equal(new NickInvalid(""), scene.Answers<NickInvalid>(new ChangeNick(Scene.Ada, "")));
        new Scene().Answers<NotArrived>(new ChangeNick(Scene.Ada, "ada"));
    }
}
