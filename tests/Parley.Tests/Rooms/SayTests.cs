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

    [Fact]
    public void Where_it_is_moderated_only_those_with_a_role_speak()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Moderated);
        scene.Answers<CannotSpeak>(Hi(Scene.Bob));
        scene.Happens<Said>(Hi(Scene.Ada));
        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Happens<Said>(Hi(Scene.Bob));
    }

    [Fact]
    public void Where_accounts_are_needed_only_those_with_a_role_speak_as_nobody_has_one_yet()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.AccountsSpeak);
        scene.Answers<CannotSpeak>(Hi(Scene.Bob));
        scene.Happens<Said>(Hi(Scene.Ada));
    }

    [Fact]
    public void Whoever_is_not_in_a_room_speaks_there_when_it_takes_that()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Answers<NotInRoom>(Hi(Scene.Eve));
        scene.Unset(RoomMode.NoExternal);
        scene.Happens<Said>(Hi(Scene.Eve));

        scene.Set(RoomMode.Moderated);
        scene.Answers<CannotSpeak>(Hi(Scene.Eve));
        scene.Unset(RoomMode.Moderated);
        scene.Set(RoomMode.Ban, "eve");
        scene.Answers<CannotSpeak>(Hi(Scene.Eve));
    }

    [Fact]
    public void Whoever_cannot_see_a_secret_room_cannot_speak_to_it()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Unset(RoomMode.NoExternal);
        scene.Set(RoomMode.Secret);
        scene.Answers<NoSuchRoom>(Hi(Scene.Eve));
        scene.Happens<Said>(Hi(Scene.Bob));
        scene.Do(new BecomeOperator(Scene.Eve));
        scene.Happens<Said>(Hi(Scene.Eve));
    }

    [Fact]
    public void A_banned_member_is_silent_unless_excepted_or_given_a_role()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Ban, "bob");
        scene.Answers<CannotSpeak>(Hi(Scene.Bob));
        scene.Set(RoomMode.BanException, "bob");
        scene.Happens<Said>(Hi(Scene.Bob));
        scene.Unset(RoomMode.BanException, "bob");
        scene.Give(Scene.Bob, RoomMode.Voice);
        scene.Happens<Said>(Hi(Scene.Bob));
    }

    [Fact]
    public void Where_programs_are_not_asked_people_still_do_things()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.NoCtcp);
        scene.Answers<CannotSpeak>(new Say(Scene.Ada, "#tea", MessageKind.Message, "\u0001VERSION\u0001"));
        scene.Answers<CannotSpeak>(new Say(Scene.Bob, "#tea", MessageKind.Notice, "\u0001VERSION x\u0001"));
        scene.Happens<Said>(new Say(Scene.Bob, "#tea", MessageKind.Action, "waves"));
        scene.Happens<Said>(Hi(Scene.Bob));
    }

    [Theory]
    [InlineData(Roles.Voice, "ada bob eve zed")]
    [InlineData(Roles.HalfOperator, "ada bob zed")]
    [InlineData(Roles.Operator, "ada zed")]
    [InlineData(Roles.Admin, "zed")]
    public void What_is_said_to_those_with_a_role_is_heard_by_them_and_by_whoever_says_it(Roles audience, string hearers)
    {
        var scene = Scene.InTheTeaRoom();
        var zed = new SessionId(3, 1);
        scene.Do(new Arrive(zed, "zed", NickFallback.Refuse));
        scene.Do(new Join(zed, "#tea"));
        scene.Do(new Join(Scene.Eve, "#tea"));
        scene.Give(Scene.Bob, RoomMode.HalfOperator);
        scene.Give(Scene.Eve, RoomMode.Voice);

        var said = scene.Happens<Said>(new Say(zed, "#tea", MessageKind.Message, "psst") { Audience = audience });
        Assert.Equal(hearers.Split(' '), said.OnlyTo!.Value.Select(id => scene.World.People.Find(id)!.Nick.Value).Order());
        Assert.Empty(said.History);
    }

    [Fact]
    public void Whoever_has_the_role_hears_themselves_once()
    {
        var scene = Scene.InTheTeaRoom();
        var said = scene.Happens<Said>(new Say(Scene.Ada, "#tea", MessageKind.Message, "psst") { Audience = Roles.Operator });
        Assert.Equal([said.By.Id], said.OnlyTo!.Value.AsEnumerable());
    }

    [Fact]
    public void What_was_said_last_is_remembered_of_each()
    {
        var scene = Scene.InTheTeaRoom();
        var said = scene.Happens<Said>(Hi(Scene.Bob));
        Assert.Equal(said.At, scene.Person(Scene.Bob).SpokeAt);
        Assert.Equal(scene.Person(Scene.Ada).ArrivedAt, scene.Person(Scene.Ada).SpokeAt);
    }

    private static Say Hi(SessionId session) => new(session, "#tea", MessageKind.Message, "hi");

    [Fact]
    public void Several_lines_are_one_message_where_that_is_asked_for()
    {
        var scene = Scene.InTheLobby(new WorldRules { MessageLinesMax = 3 });
        var said = scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "one\n\nthree\u0007") { HasLines = true });
        Assert.Equal("one\n\nthree", said.Text);
        Assert.Equal(["one", "three"], said.Lines);
        scene.Answers<TooManyLines>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "1\n2\n3\n4") { HasLines = true });
        scene.Answers<TextInvalid>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "1\r\n2") { HasLines = true });
        scene.Answers<TextEmpty>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "\n \n") { HasLines = true });
    }
}
