namespace Parley.Tests;

public sealed class MessageIdTests
{
    [Theory]
    [InlineData(1, "0000000000000001")]
    [InlineData(0xABCDEF, "0000000000abcdef")]
    [InlineData(long.MaxValue, "7fffffffffffffff")]
    public void An_id_is_read_as_the_place_it_was_made_from(long value, string id)
    {
        Assert.Equal(id, MessageId.Of(new Sequence(value)));
        Assert.True(MessageId.TryParse(id, out var sequence));
        Assert.Equal(new Sequence(value), sequence);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0000000000000000")]
    [InlineData("0000000000ABCDEF")]
    [InlineData("000000000000000 ")]
    [InlineData("ffffffffffffffff")]
    [InlineData("00000000000000001")]
    [InlineData("000000000000000g")]
    public void What_no_event_can_have_is_no_id(string? text) => Assert.False(MessageId.TryParse(text, out _));
}
