namespace Parley.Tests;

public sealed class SkeletonTests
{
    [Theory]
    [InlineData("ada", "ADA")]
    [InlineData("paypal", "раураl")]
    [InlineData("bob", "b0b")]
    [InlineData("bill", "bi1l")]
    [InlineData("bill", "bi||")]
    [InlineData("carl", "carI")]
    [InlineData("zoe", "Zoë")]
    [InlineData("zoe", "Zoe\u0308")]
    [InlineData("Ορ", "op")]
    [InlineData("strasse", "straße")]
    [InlineData("abc", "ａｂｃ")]
    [InlineData("가", "\u1100\u1161")]
    public void These_look_the_same(string one, string other) => Assert.Equal(Skeleton.Of(one), Skeleton.Of(other));

    [Theory]
    [InlineData("ada", "adam")]
    [InlineData("Ian", "lan")]
    [InlineData("小明", "小红")]
    [InlineData("कि", "के")]
    [InlineData("a_b", "a-b")]
    public void These_do_not(string one, string other) => Assert.NotEqual(Skeleton.Of(one), Skeleton.Of(other));
}
