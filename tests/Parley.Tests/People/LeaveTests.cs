namespace Parley.Tests;

public sealed class LeaveTests
{
    [Fact]
    public void A_person_leaves_all_their_rooms_in_one_event()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Join(Scene.Ada, "#tea"));
        var quit = scene.Happens<Quit>(new Leave(Scene.Ada, "bye"));

        Assert.Equal("bye", quit.Reason);
        Assert.Equal(2, quit.History.Length);
        Assert.Equal("bob", scene.Members(Scene.Bob, "#lobby"));
        scene.Answers<NotArrived>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "still here?"));
    }

    [Fact]
    public void The_nick_and_the_session_are_free_again()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new Leave(Scene.Ada, null));
        Assert.IsType<Arrived>(Assert.Single(scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse)).Events));
    }

    [Theory]
    [InlineData("a\nb\u001b[m", "ab[m")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_reason_is_cleaned_and_never_refused(string? given, string? kept) =>
        Assert.Equal(kept, Scene.InTheLobby().Happens<Quit>(new Leave(Scene.Ada, given)).Reason);

    [Fact]
    public void A_session_that_never_arrived_leaves_without_a_trace() => Scene.InTheLobby().Ignores(new Leave(new SessionId(7, 7), "?"));
}
