namespace Parley.Tests;

public sealed class RedactTests
{
    private readonly Scene _scene = Scene.InTheTeaRoom();

    [Fact]
    public void Ones_own_message_can_be_taken_back()
    {
        var said = Say(Scene.Bob, "#tea");
        var redacted = _scene.Happens<Redacted>(new Redact(Scene.Bob, said, "wrong\u0007 room"));
        Assert.Equal((said.Sequence, said.By, "wrong room"), (redacted.Message, redacted.Of, redacted.Reason));
        Assert.True(redacted.Erases.Covers(said));
        Assert.False(redacted.Erases.Covers(Say(Scene.Bob, "#tea")));
    }

    [Fact]
    public void Only_for_a_day()
    {
        var said = Say(Scene.Bob, "#tea");
        _scene.Waited += TimeSpan.FromDays(1);
        Assert.Equal(new RedactionTooLate(TimeSpan.FromDays(1)), _scene.Answers<RedactionTooLate>(new Redact(Scene.Bob, said, null)));
    }

    [Fact]
    public void Others_messages_are_for_those_in_charge_of_the_room_at_any_time()
    {
        var said = Say(Scene.Bob, "#tea");
        var operators = Say(Scene.Ada, "#tea");
        _scene.Answers<CannotRedact>(new Redact(Scene.Bob, operators, null));
        _scene.Waited += TimeSpan.FromDays(30);
        Assert.Equal(said.By, _scene.Happens<Redacted>(new Redact(Scene.Ada, said, "spam")).Of);
    }

    [Fact]
    public void An_operator_of_the_server_may_in_the_rooms_they_are_in()
    {
        _scene.Happens<UserModesChanged>(new BecomeOperator(Scene.Bob));
        _scene.Happens<Redacted>(new Redact(Scene.Bob, Say(Scene.Ada, "#tea"), null));
        _scene.Do(new Tell(Scene.Ada, "eve", MessageKind.Message, "psst"));
        _scene.Answers<NoSuchMessage>(new Redact(Scene.Bob, (Said)_scene.Events[^1], null));
    }

    [Fact]
    public void A_message_where_one_is_not_and_one_that_is_gone_do_not_exist()
    {
        var said = Say(Scene.Ada, "#tea");
        _scene.Answers<NoSuchMessage>(new Redact(Scene.Eve, said, null));
        _scene.Answers<NoSuchMessage>(new Redact(Scene.Ada, (Said)said.Erase()!, null));
        _scene.Do(new Part(Scene.Ada, "#tea", null));
        _scene.Answers<NoSuchMessage>(new Redact(Scene.Ada, said, null));
    }

    [Fact]
    public void In_a_conversation_it_is_for_the_two_as_they_are_here_now()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Tell(Scene.Bob, "ada", MessageKind.Message, "psst"));
        var said = (Said)scene.Events[^1];
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Leave(Scene.Bob, null));
        scene.Do(new Arrive(Scene.Bob, "rob", NickFallback.Refuse) { Credentials = Scene.Knows("bob's", "bob") });
        Assert.Equal("ada rob", Both(scene.Happens<Redacted>(new Redact(Scene.Bob, said, null))));

        scene.Do(new Arrive(Scene.Ada, "countess", NickFallback.Refuse) { Credentials = Scene.Knows() });
        var redacted = scene.Happens<Redacted>(new Redact(Scene.Bob, said, null));
        Assert.Equal("countess rob", Both(redacted));
        Assert.Equal(scene.Person(Scene.Ada).Identity, ((Conversation)redacted.Room).Other(redacted.By.Id));
    }

    private static string Both(Redacted redacted) =>
        string.Join(' ', ((Identity[])[((Conversation)redacted.Room).First, ((Conversation)redacted.Room).Second]).Select(who => who.Nick.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void In_a_conversation_each_takes_back_their_own_only()
    {
        _scene.Do(new Tell(Scene.Ada, "bob", MessageKind.Message, "psst"));
        var said = (Said)_scene.Events[^1];
        _scene.Answers<CannotRedact>(new Redact(Scene.Bob, said, null));
        _scene.Happens<Redacted>(new Redact(Scene.Ada, said, null));
    }

    [Fact]
    public void What_is_erased_keeps_its_place_and_changes_the_world_as_before()
    {
        var said = Say(Scene.Bob, "#tea");
        var erased = Assert.IsType<Said>(said.Erase());
        Assert.Equal((said.Sequence, said.At, said.By, ""), (erased.Sequence, erased.At, erased.By, erased.Text));
        Assert.Empty(erased.History);
        Assert.Null(_scene.Events[0].Erase());
    }

    private Said Say(SessionId session, string room) => _scene.Happens<Said>(new Say(session, room, MessageKind.Message, "hi"));
}
