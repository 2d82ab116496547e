namespace Parley.Tests;

public sealed class MarkReadTests
{
    [Fact]
    public void What_was_read_is_kept_with_the_account_and_never_goes_back()
    {
        var scene = Scene.WithAccounts();
        var first = scene.Now.AddMinutes(-2);
        var marked = scene.Happens<ReadMarked>(new MarkRead(Scene.Ada, "#lobby", first));
        Assert.Equal(("ada", first), (marked.Account.Value, marked.UpTo));
        Assert.Equal(first, scene.Answers<ReadMarkShown>(new MarkRead(Scene.Ada, "#lobby", first.AddMinutes(-1))).UpTo);
        Assert.Equal(first, scene.Answers<ReadMarkShown>(new MarkRead(Scene.Ada, "#LOBBY", null)).UpTo);
        Assert.Null(scene.Answers<ReadMarkShown>(new MarkRead(Scene.Bob, "#lobby", null)).UpTo);

        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { Credentials = Scene.Knows() });
        Assert.Equal(first, scene.Happens<Joined, RoomEntered>(new Join(Scene.Ada, "#lobby")).Reply.ReadUpTo);
    }

    [Fact]
    public void Nobody_has_read_what_is_yet_to_come()
    {
        var scene = Scene.WithAccounts();
        var now = scene.Now;
        Assert.Equal(now, scene.Happens<ReadMarked>(new MarkRead(Scene.Ada, "#lobby", now.AddDays(1))).UpTo);
    }

    [Fact]
    public void A_conversation_is_marked_as_a_room_is()
    {
        var scene = Scene.WithAccounts();
        Assert.Null(scene.Answers<ReadMarkShown>(new MarkRead(Scene.Ada, "bob", scene.Now)).UpTo);
        scene.Do(new Tell(Scene.Bob, "ada", MessageKind.Message, "hi"));
        Assert.IsType<Conversation>(scene.Happens<ReadMarked>(new MarkRead(Scene.Ada, "bob", scene.Now)).Room);
    }

    [Fact]
    public void A_conversation_is_with_the_other_as_they_are_called_now()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Tell(Scene.Bob, "ada", MessageKind.Message, "hi"));
        scene.Do(new ChangeNick(Scene.Bob, "rob"));
        scene.Do(new Leave(Scene.Ada, null));
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { Credentials = Scene.Knows() });
        var marked = scene.Happens<ReadMarked>(new MarkRead(Scene.Ada, "rob", scene.Now));
        Assert.Equal("rob", ((Conversation)marked.Room).Other(marked.By.Id).Nick.Value);
    }

    [Fact]
    public void It_needs_an_account_and_a_room_to_read()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new Join(Scene.Eve, "#lobby"));
        scene.Answers<NotLoggedIn>(new MarkRead(Scene.Eve, "#lobby", scene.Now));
        Assert.Null(scene.Answers<ReadMarkShown>(new MarkRead(Scene.Eve, "#lobby", null)).UpTo);
        scene.Answers<NoSuchRoom>(new MarkRead(Scene.Ada, "#none", null));
        scene.Answers<NoSuchPerson>(new MarkRead(Scene.Ada, "nobody", null));
    }

    [Fact]
    public void Only_so_many_are_kept()
    {
        Assert.True(AccountName.TryParse("ada", out var name));
        var account = new Account(new AccountId(1), name, new("x"), default);
        for (var i = 1; i <= Account.ReadMarksMax + 1; i++) account = account.WithReadUpTo(new RoomId(i), DateTimeOffset.UnixEpoch.AddSeconds(i));
        Assert.Equal(Account.ReadMarksMax, account.ReadMarks.Length);
        Assert.Null(account.ReadUpTo(new RoomId(1)));
        Assert.NotNull(account.ReadUpTo(new RoomId(2)));
    }
}
