namespace Parley.Tests;

public sealed class SetMetadataTests
{
    [Fact]
    public void People_say_something_of_themselves_and_take_it_back()
    {
        var scene = Scene.InTheLobby();
        var (changed, answer) = scene.Happens<PersonMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, null, "display-name", "Ada L."));
        Assert.Equal(("ada", "display-name", "Ada L."), (answer.Target, answer.Entry.Key.Value, answer.Entry.Value));
        Assert.Equal(scene.Person(Scene.Ada).RoomIds, changed.Rooms);
        Assert.Null(changed.SetBy);
        Assert.Equal("display-name=Ada L.", Of(scene, Scene.Bob, "ADA"));

        Assert.Null(scene.Happens<PersonMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, "ada", "display-name", null)).Reply.Entry.Value);
        Assert.Equal("", Of(scene, Scene.Bob, "ada"));
        scene.Do(new SetMetadata(Scene.Ada, null, "b", "2"));
        scene.Do(new SetMetadata(Scene.Ada, null, "a", "1"));
        Assert.Equal("a=1 b=2", Of(scene, Scene.Ada, null));
    }

    [Fact]
    public void Saying_it_again_changes_nothing()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new SetMetadata(Scene.Ada, null, "a", "1"));
        Assert.Equal("1", scene.Answers<MetadataSet>(new SetMetadata(Scene.Ada, null, "a", "1")).Entry.Value);
    }

    [Fact]
    public void Operators_of_a_room_say_something_of_it_and_others_do_not()
    {
        var scene = Scene.InTheTeaRoom();
        var (changed, answer) = scene.Happens<RoomMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, "#TEA", "url", "https://tea.example/"));
        Assert.Equal(("#tea", "#tea"), (((NamedRoom)changed.Room).Name.Value, answer.Target));
        Assert.Equal("url=https://tea.example/", Of(scene, Scene.Eve, "#tea"));
        Assert.Equal(new CannotSetMetadata("#tea", "url"), scene.Answers<CannotSetMetadata>(new SetMetadata(Scene.Bob, "#tea", "url", "x")));
        Assert.Equal(new CannotSetMetadata("bob", "a"), scene.Answers<CannotSetMetadata>(new SetMetadata(Scene.Ada, "bob", "a", "x")));
        scene.Give(Scene.Bob, RoomMode.HalfOperator);
        scene.Answers<CannotSetMetadata>(new SetMetadata(Scene.Bob, "#tea", "url", null));
        Assert.Equal(new CannotSetMetadata("#tea", "*"), scene.Answers<CannotSetMetadata>(new ClearMetadata(Scene.Bob, "#tea")));
    }

    [Fact]
    public void Operators_of_the_server_take_away_what_others_say()
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new SetMetadata(Scene.Bob, null, "avatar", "https://bad.example/"));
        var (changed, _) = scene.Happens<PersonMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, "bob", "avatar", ""));
        Assert.Equal(("bob", "ada"), (changed.By.Nick.Value, changed.SetBy?.Nick.Value));
        scene.Happens<RoomMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, "#lobby", "url", "x"));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Secret);
        foreach (var target in (string[])["nobody", "#none", "#tea", "", "$a:user", "a b"])
            Assert.Equal(new MetadataTargetInvalid(target), scene.Answers<MetadataTargetInvalid>(new SetMetadata(Scene.Eve, target, "a", "1")));
        foreach (var key in (string[])["", "A", "$url$", ":a", "a:b", "ä", "a b", new string('a', 65)])
            Assert.Equal(new MetadataKeyInvalid(key), scene.Answers<MetadataKeyInvalid>(new SetMetadata(Scene.Eve, null, key, "1")));
        foreach (var value in (string[])["a\nb", "a\0", "\u001b", new string('é', 151)])
            scene.Answers<MetadataValueInvalid>(new SetMetadata(Scene.Eve, null, "a", value));
        Assert.Equal("eve", scene.Answers<MetadataNotSet>(new SetMetadata(Scene.Eve, null, "a", null)).Target);
        scene.Happens<PersonMetadataChanged, MetadataSet>(new SetMetadata(Scene.Eve, null, "a-z_0.9/" + new string('a', 56), new string('é', 150)));
    }

    [Fact]
    public void Only_so_much_is_said_and_not_too_fast()
    {
        var scene = Scene.InTheLobby();
        for (var i = 0; i < MetadataEntry.CountMax; i++) scene.Happens<PersonMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, null, $"k{i}", "x"));
        Assert.Equal(new TooMuchMetadata("ada", MetadataEntry.CountMax), scene.Answers<TooMuchMetadata>(new SetMetadata(Scene.Ada, null, "more", "x")));
        for (var i = MetadataEntry.CountMax; i < MetadataPace.PerMinuteMax; i++) scene.Happens<PersonMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, null, "k0", $"{i}"));

        var refused = scene.Answers<MetadataTooFast>(new SetMetadata(Scene.Ada, null, "k0", "z"));
        Assert.Equal(("ada", "k0", TimeSpan.FromSeconds(30)), (refused.Target, refused.Key, refused.Wait));
        scene.Answers<MetadataTooFast>(new ClearMetadata(Scene.Ada, null));
        scene.Waited = refused.Wait;
        scene.Happens<PersonMetadataChanged, MetadataSet>(new SetMetadata(Scene.Ada, null, "k0", "z"));
        Assert.All(scene.Happens<PersonMetadataChanged, MetadataListed>(new ClearMetadata(Scene.Ada, null)).Reply.Entries, entry => Assert.Null(entry.Value));
        Assert.Empty(scene.Answers<MetadataListed>(new ClearMetadata(Scene.Ada, null)).Entries);
    }

    [Fact]
    public void It_stays_with_the_account_and_goes_with_a_guest()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new SetMetadata(Scene.Ada, null, "avatar", "a"));
        scene.Do(new SetMetadata(Scene.Eve, null, "avatar", "e"));
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Leave(Scene.Eve, null));
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { Credentials = Scene.Knows() });
        scene.Do(new Arrive(Scene.Eve, "eve", NickFallback.Refuse));
        Assert.Equal("avatar=a", Of(scene, Scene.Bob, "ada"));
        Assert.Equal("", Of(scene, Scene.Bob, "eve"));
    }

    [Fact]
    public void Others_see_it_change_when_somebody_logs_in_or_out()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new SetMetadata(Scene.Ada, null, "avatar", "a"));
        var shown = Assert.Single(scene.Do(new LogOut(Scene.Ada)).Events.OfType<PersonMetadataChanged>());
        Assert.Equal("avatar=", Text(shown.Changes));
        var guest = scene.Person(Scene.Ada).Nick.Value;
        Assert.Equal("", Of(scene, Scene.Bob, guest));

        scene.Do(new SetMetadata(Scene.Ada, null, "status", "guest"));
        shown = Assert.Single(scene.Do(new LogIn(Scene.Ada, Scene.Knows())).Events.OfType<PersonMetadataChanged>());
        Assert.Equal("status= avatar=a", Text(shown.Changes));
        Assert.Equal("avatar=a", Of(scene, Scene.Bob, guest));
        Assert.Contains(scene.Do(new DropAccount(Scene.Ada, new PasswordProof(new("ada's")))).Events.OfType<PersonMetadataChanged>(), gone => Text(gone.Changes) == "avatar=");
        Assert.Equal("", Of(scene, Scene.Bob, guest));
    }

    [Fact]
    public void What_a_guest_has_said_goes_over_to_the_account_they_make()
    {
        var scene = Scene.InTheLobby();
        scene.Do(new SetMetadata(Scene.Ada, null, "avatar", "a"));
        scene.Do(new RegisterAccount(Scene.Ada, "ada", new("ada's")));
        Assert.Equal("avatar=a", Of(scene, Scene.Ada, null));
        Assert.Equal("avatar=a", Text(scene.World.Accounts.Find("ada")!.Metadata));
    }

    [Fact]
    public void What_newcomers_say_is_checked_at_once_and_when_they_come()
    {
        var scene = Scene.WithAccounts();
        var draft = scene.Answers<MetadataDrafted>(new DraftMetadata(Scene.Eve, [], "avatar", "new")).Draft;
        draft = scene.Answers<MetadataDrafted>(new DraftMetadata(Scene.Eve, draft, "status", "here")).Draft;
        Assert.Equal("avatar=new", Text(scene.Answers<MetadataDrafted>(new DraftMetadata(Scene.Eve, draft, "status", null)).Draft));
        scene.Answers<MetadataKeyInvalid>(new DraftMetadata(Scene.Eve, draft, "Status", "x"));
        scene.Answers<MetadataNotSet>(new DraftMetadata(Scene.Eve, draft, "other", null));

        scene.Do(new SetMetadata(Scene.Ada, null, "status", "here"));
        var phone = new SessionId(1, 7);
        var attached = scene.Do(new Arrive(phone, "ada", NickFallback.Refuse) { Credentials = Scene.Knows(), Metadata = draft });
        Assert.Equal("avatar=new", Text(Assert.IsType<PersonMetadataChanged>(attached.Events[^1]).Changes));
        Assert.Equal("avatar=new status=here", Of(scene, Scene.Bob, "ada"));

        var guest = scene.Do(new Arrive(new SessionId(1, 8), "zoe", NickFallback.Refuse)
        {
            Metadata = [.. draft, new MetadataEntry(draft[0].Key, new string('x', 301))],
        });
        Assert.Equal("avatar=new status=here", Text(Assert.IsType<PersonMetadataChanged>(guest.Events[^1]).Changes));
    }

    [Fact]
    public void A_room_that_all_have_left_begins_without_it_unless_it_is_somebodys()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Say(Scene.Ada, "#tea", MessageKind.Message, "hi"));
        scene.Do(new RegisterAccount(Scene.Ada, "ada", new("ada's")));
        scene.Do(new SetMetadata(Scene.Ada, "#tea", "url", "x"));
        LeaveAndComeBack(scene);
        Assert.Equal("", Of(scene, Scene.Ada, "#tea"));

        scene.Do(new SetMetadata(Scene.Ada, "#tea", "url", "x"));
        scene.Do(new RegisterRoom(Scene.Ada, "#tea"));
        LeaveAndComeBack(scene);
        Assert.Equal("url=x", Of(scene, Scene.Ada, "#tea"));
    }

    private static void LeaveAndComeBack(Scene scene)
    {
        scene.Do(new Part(Scene.Ada, "#tea", null));
        scene.Do(new Part(Scene.Bob, "#tea", null));
        scene.Do(new Join(Scene.Ada, "#tea"));
    }

    private static string Of(Scene scene, SessionId asker, string? target) => Text(scene.Answers<MetadataListed>(new ReadMetadata(asker, target)).Entries);

    private static string Text(IEnumerable<MetadataEntry> entries) => string.Join(' ', entries.Select(entry => $"{entry.Key}={entry.Value}"));
}
