namespace Parley.Tests;

public sealed class ChangeHostTests
{
    [Fact]
    public void An_operator_changes_where_somebody_comes_from()
    {
        var scene = Scene.WithAnOperator();
        var changed = scene.Happens<HostChanged>(new ChangeHost(Scene.Ada, "BOB", "staff.example"));
        Assert.Equal(("bob", "staff.example"), (changed.By.Nick.Value, changed.Host));
        Assert.Single(changed.Rooms);
        Assert.Equal("staff.example", scene.Happens<Said>(new Say(Scene.Bob, "#lobby", MessageKind.Message, "hi")).By.Host);
        Assert.Equal(Decision.Nothing, scene.Do(new ChangeHost(Scene.Ada, "bob", "staff.example")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a@b")]
    [InlineData("é")]
    [InlineData(":x")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void What_cannot_be_a_host_is_refused(string host) =>
        Scene.WithAnOperator().Answers<HostInvalid>(new ChangeHost(Scene.Ada, "bob", host));

    [Fact]
    public void Nobody_else_may_and_nobody_can_be_missing()
    {
        var scene = Scene.WithAnOperator();
        scene.Answers<NotOperator>(new ChangeHost(Scene.Bob, "ada", "x"));
        scene.Answers<NoSuchPerson>(new ChangeHost(Scene.Ada, "nobody", "x"));
    }
}
