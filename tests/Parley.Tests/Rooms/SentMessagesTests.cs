namespace Parley.Tests;

/// <summary>What is sent again under the same id is answered again, and not said twice.</summary>
public sealed class SentMessagesTests
{
    [Fact]
    public void What_is_sent_again_is_not_said_again()
    {
        var scene = Scene.InTheLobby();
        var said = scene.Happens<Said>(Say("hello", "id-1"));
        Assert.Equal("id-1", said.ClientId);
        Assert.Equal(said.Sequence, scene.Answers<SaidAlready>(Say("hello", "id-1")).Message);
        Assert.Equal(said.Sequence, scene.Answers<SaidAlready>(Say("something else", "id-1") with { Room = "#LOBBY" }).Message);
        scene.Happens<Said>(Say("hello", "id-2"));
        scene.Happens<Said>(Say("hello", null));
        scene.Happens<Said>(Say("hello", null));
        scene.Happens<Said>(Say("hello", "id-1") with { Session = Scene.Bob });
    }

    [Fact]
    public void Each_target_counts_for_itself()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Join(Scene.Ada, "#milk"));
        foreach (var room in (string[])["#tea", "#milk"]) scene.Happens<Said>(Say("hi", "1") with { Room = room });
        scene.Happens<Said>(Say("hi", "1") with { Room = "#tea", Audience = Roles.Operator });
        Assert.IsType<Said>(scene.Do(Tell("1")).Events[^1]);
        foreach (var room in (string[])["#tea", "#milk"]) scene.Answers<SaidAlready>(Say("hi", "1") with { Room = room });
        scene.Answers<SaidAlready>(Say("hi", "1") with { Room = "#tea", Audience = Roles.Operator });
        scene.Answers<SaidAlready>(Tell("1"));
    }

    [Fact]
    public void It_is_answered_though_it_could_not_be_said_any_more()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Join(Scene.Bob, "#tea"));
        scene.Happens<Said>(Say("hi", "1") with { Session = Scene.Bob, Room = "#tea" });
        Assert.IsType<Said>(scene.Do(Tell("2")).Events[^1]);
        scene.Set(RoomMode.Moderated);
        scene.Answers<SaidAlready>(Say("hi", "1") with { Session = Scene.Bob, Room = "#tea" });
        scene.Do(new Part(Scene.Bob, "#tea", null));
        scene.Answers<SaidAlready>(Say("hi", "1") with { Session = Scene.Bob, Room = "#tea" });
        scene.Do(new RenameRoom(Scene.Ada, "#tea", "#coffee", null));
        scene.Answers<SaidAlready>(Say("hi", "1") with { Session = Scene.Bob, Room = "#tea" });
        scene.Do(new ChangeNick(Scene.Bob, "rob"));
        scene.Answers<SaidAlready>(Tell("2"));
    }

    [Fact]
    public void An_account_remembers_it_though_the_person_was_gone_and_a_guest_does_not()
    {
        var scene = Scene.WithAccounts();
        scene.Happens<Said>(Say("hi", "1"));
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { Credentials = Scene.Knows() });
        scene.Answers<SaidAlready>(Say("hi", "1"));

        var guests = Scene.InTheLobby();
        guests.Happens<Said>(Say("hi", "1"));
        guests.Do(new Leave(Scene.Ada, null));
        guests.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse));
        guests.Do(new Join(Scene.Ada, "#lobby"));
        guests.Happens<Said>(Say("hi", "1"));
    }

    [Fact]
    public void The_last_ones_are_remembered_and_erasing_changes_nothing_of_that()
    {
        var scene = Scene.InTheLobby();
        for (var number = 0; number <= SentMessages.Max; number++) scene.Happens<Said>(Say("hi", $"{number}"));
        scene.Answers<SaidAlready>(Say("hi", "1"));
        scene.Happens<Said>(Say("hi", "0"));

        var replayed = new World(new WorldRules());
        foreach (var happened in scene.Events) replayed.Evolve(happened is Said said ? said.Erase()! : happened);
        Assert.IsType<SaidAlready>(replayed.Decide(Say("hi", "0"), scene.Now).Reply);
        Assert.IsType<SaidAlready>(World.Restore(replayed.TakeSnapshot(), new WorldRules()).Decide(Say("hi", "0"), scene.Now).Reply);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("é")]
    [InlineData("a\n")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void What_cannot_be_an_id_is_refused(string id)
    {
        var scene = Scene.InTheLobby();
        scene.Answers<MessageIdInvalid>(Say("hi", id));
        scene.Answers<MessageIdInvalid>(Tell(id));
    }

    [Fact]
    public void Whatever_people_do_nothing_is_said_twice_and_every_resend_is_answered() => Traces.Hold(trace =>
    {
        var known = new Dictionary<(string, string, string), Sequence>();
        Traces.Play(trace, (world, command, decision) =>
        {
            if (command is not (Say { ClientId: not null } or Tell { ClientId: not null }) || world.People.Find(command.Session) is not { } person) return;
            var key = command is Say say
                ? (Owner(person), say.ClientId!, CaseMapping.Fold(say.Room))
                : (Owner(person), ((Tell)command).ClientId!, CaseMapping.Fold(((Tell)command).Nick));
            var said = decision.Events.OfType<Said>().SingleOrDefault();
            Assert.True(said is not null || decision.Reply is Refusal or SaidAlready, $"{command} was not answered.");
            if (known.TryGetValue(key, out var first)) Assert.Equal(new SaidAlready(first), decision.Reply);
            else if (said is not null) known.Add(key, said.Sequence);
        });

        // A guest's ids are forgotten with them, and a dropped account's.
        static string Owner(Person person) => person.Account?.Folded ?? $"{person.Id}";
    });

    private static Say Say(string text, string? id) => new(Scene.Ada, "#lobby", MessageKind.Message, text) { ClientId = id };

    private static Tell Tell(string id) => new(Scene.Ada, "bob", MessageKind.Message, "psst") { ClientId = id };
}
