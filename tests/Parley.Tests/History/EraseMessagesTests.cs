namespace Parley.Tests;

public sealed class EraseMessagesTests
{
    private static readonly PasswordProof Right = new(new("ada's"));

    private readonly Scene _scene = Scene.WithAccounts();

    [Fact]
    public void An_owner_takes_back_all_they_ever_said_and_nothing_of_others()
    {
        var adas = _scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "hi"));
        var bobs = _scene.Happens<Said>(new Say(Scene.Bob, "#lobby", MessageKind.Message, "hello"));
        _scene.Answers<LoginFailed>(new EraseMessages(Scene.Ada, new PasswordProof(new("wrong"))));
        var erased = _scene.Happens<MessagesErased>(new EraseMessages(Scene.Ada, Right));

        Assert.True(erased.Erases.Covers(adas));
        Assert.False(erased.Erases.Covers(bobs));
        Assert.All(_scene.Events.Where(happened => happened is not Said), happened => Assert.False(erased.Erases.Covers(happened)));
        Assert.False(erased.Erases.Covers(_scene.Happens<Said>(new Say(Scene.Ada, "#lobby", MessageKind.Message, "again"))));
    }

    [Fact]
    public void Without_an_account_there_is_nobody_to_take_it_back_for() =>
        Scene.InTheLobby().Answers<NotLoggedIn>(new EraseMessages(Scene.Ada, Right));

    [Fact]
    public void An_operator_may_for_an_account_that_is_no_more()
    {
        _scene.Answers<NotOperator>(new EraseMessagesOf(Scene.Bob, "ada"));
        _scene.Do(new BecomeOperator(Scene.Bob));
        _scene.Do(new DropAccount(Scene.Ada, Right));
        _scene.Happens<MessagesErased>(new EraseMessagesOf(Scene.Bob, "ADA"));
        _scene.Answers<NoSuchAccount>(new EraseMessagesOf(Scene.Bob, "not an account"));
    }
}
