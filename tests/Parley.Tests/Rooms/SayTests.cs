namespace Parley.Tests;

public sealed class SayTests
{
    [Theory]
    [InlineData(MessageKind.Message)]
    [InlineData(MessageKind.Action)]
    public void A_member_says_something(MessageKind kind)
    {
        var scene = Scene.InTheLobby();
        var said = scene.Happens<Said>(new Say(Scene.Ada, "#LOBBY", kind, " hello \t"));

        Assert.Equal(" hello \t", said.Text);
        Assert.Equal(kind, said.Kind);
        Assert.Equal("ada", said.By.Nick.Value);
        Assert.Equal([said.Room.Id], said.History.AsEnumerable());
    }

    [Fact]
    public void Others_do_not()
    {
        var scene = Scene.InTheLobby();
        scene.Answers<NotInRoom>(new Say(Scene.Eve, "#lobby", MessageKind.Message, "hi"));
        scene.Answers<NoSuchRoom>(new Say(Scene.Ada, "#tea", MessageKind.Message, "hi"));
        scene.Answers<RoomNameInvalid>(new Say(Scene.Ada, "ada", MessageKind.Message, "hi"));
        new Scene().Answers<NotArrived>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi"));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("two\rlines")]
    [InlineData("\0")]
    public void What_would_end_a_line_is_refused(string text) =>
        Scene.InTheLobby().Answers<TextInvalid>(new Say(Scene.Ada, "#lobby", MessageKind.Message, text));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u00A0")]
    [InlineData("\u200B\u001b")]
    public void Nothing_to_read_is_refused(string text) =>
        Scene.InTheLobby().Answers<TextEmpty>(new Say(Scene.Ada, "#lobby", MessageKind.Message, text));

    [Fact]
    public void The_limit_is_in_bytes()
    {
        var scene = Scene.InTheLobby(new WorldRules { MessageBytesMax = 6 });
        scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "ééé"));
        Assert.Equal(
            new TextTooLong(6), scene.Answers<TextTooLong>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "éééa")));
    }

    [Fact]
    public void What_a_terminal_would_obey_is_taken_out()
    {
        var said = Scene.InTheLobby().Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "\u001b[2Jgone?\u0007"));
        Assert.Equal("[2Jgone?", said.Text);
    }
}
