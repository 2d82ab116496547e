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
    [InlineData("nickserv", "\u039dickServ")]
    [InlineData("parley", "\u03a1\u0391R\u13deE\u03a5")]
    [InlineData("henry", "\u041denry")]
    [InlineData("henry", "\u0397enry")]
    [InlineData("bob", "\u0392\u039f\u0412")]
    [InlineData("max", "\u039c\u0391\u03a7")]
    [InlineData("katz", "\u039a\u0410\u03a4\u0396")]
    [InlineData("Ian", "\u0406an")]
    [InlineData("carl", "car\u0399")]
    [InlineData("simon", "\u0405imon")]
    [InlineData("chanserv", "C\u029canServ")]
    [InlineData("chanserv", "\u13df\u13bb\u13aaNServ")]
    [InlineData("nickserv", "\ua4e0ickServ")]
    [InlineData("nickserv", "\U0001d40dickServ")]
    [InlineData("henry", "\u0389enry")]
    [InlineData("가", "\u1100\u1161")]
    public void These_look_the_same(string one, string other) => Assert.Equal(Skeleton.Of(one), Skeleton.Of(other));

    [Theory]
    [InlineData("ada", "adam")]
    [InlineData("Ian", "lan")]
    [InlineData("小明", "小红")]
    [InlineData("कि", "के")]
    [InlineData("a_b", "a-b")]
    [InlineData("Ελένη", "Ελίνα")]
    [InlineData("Иван", "Илья")]
    public void These_do_not(string one, string other) => Assert.NotEqual(Skeleton.Of(one), Skeleton.Of(other));
}
