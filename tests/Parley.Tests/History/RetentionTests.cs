namespace Parley.Tests;

public sealed class RetentionTests
{
    [Theory]
    [InlineData("500", 500, null)]
    [InlineData("500:12h", 500, 12)]
    [InlineData("*:2d", null, 48)]
    public void It_is_a_number_a_time_or_both(string text, int? messages, int? hours) =>
        Assert.Equal(new Retention(messages, hours is { } some ? TimeSpan.FromHours(some) : null), Retention.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("*")]
    [InlineData("5:")]
    [InlineData("5:0d")]
    [InlineData("5:1y")]
    [InlineData("5:1d:1d")]
    [InlineData("99999999999")]
    public void Anything_else_is_none(string? text) => Assert.Null(Retention.Parse(text));

    [Fact]
    public void Operators_set_it_for_their_room()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.History, "100:30d");
        Assert.Equal("100:30d", scene.Room("#tea").Argument(RoomMode.History));
        scene.Answers<NeedsRole>(Scene.Change(Scene.Bob, true, RoomMode.History, "1"));
        scene.Answers<ModeArgumentInvalid>(Scene.Change(Scene.Ada, true, RoomMode.History, "all"));
    }
}
