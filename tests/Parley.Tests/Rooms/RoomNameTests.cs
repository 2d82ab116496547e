namespace Parley.Tests;

public sealed class RoomNameTests
{
    public static TheoryData<string> Allowed => ["#a", "##", "#lobby", "#Zürich", "#小屋", "#🙂", "#a.b:c!", $"#{new string('x', 63)}"];

    public static TheoryData<string> Refused =>
    [
        "", "#", "lobby", "&lobby", "#a b", "#a,b", "#a\u00A0b", "#a\nb", "#a\u0007b", "#a\u200Bb", "#\u3164", "#lobby\uFE0F", "#a\u2028b",
        "#\ufffd", "#\ue000", $"#{new string('x', 64)}",
    ];

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_name_is_a_hash_and_what_can_be_seen(string text)
    {
        Assert.True(RoomName.TryParse(text, out var name));
        Assert.Equal(text, name.Value);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Anything_else_is_no_name(string text) => Assert.False(RoomName.TryParse(text, out _));

    [Fact]
    public void Neither_is_half_a_character_which_could_not_be_stored_as_it_is()
    {
        Assert.False(RoomName.TryParse("#a\ud800", out _));
        Assert.False(RoomName.TryParse("#\udc00a", out _));
    }

    [Fact]
    public void Nor_is_nothing() => Assert.False(RoomName.TryParse(null, out _));

    [Fact]
    public void Names_differ_only_in_more_than_ascii_case()
    {
        Assert.Equal(Parse("#LOBBY"), RoomName.Lobby);
        Assert.Equal(Parse("#LOBBY").GetHashCode(), RoomName.Lobby.GetHashCode());
        Assert.Equal("#lobby", Parse("#LOBBY").Folded);
        Assert.NotEqual(Parse("#ZÜRICH"), Parse("#zürich"));
    }

    private static RoomName Parse(string text)
    {
        Assert.True(RoomName.TryParse(text, out var name));
        return name;
    }
}
