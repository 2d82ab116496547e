using Parley.Server.Doors.Accounts;

namespace Parley.Server.Tests.Doors.Accounts;

public sealed class SaslPrepTests
{
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc4013#section-3"/>
    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("two\u00A0words\u3000here", "two words here")]
    [InlineData("Ame\u0301lie", "Am\u00E9lie")]
    public void What_looks_the_same_is_the_same(string typed, string prepared) => Assert.Equal(prepared, SaslPrep.Of(typed));

    [Theory]
    [InlineData("")]
    [InlineData("\u00AD")]
    [InlineData("\u0007")]
    [InlineData("half \ud83d")]
    [InlineData("\u202Eback")]
    [InlineData("\uE000")]
    public void What_nobody_can_type_is_no_password(string typed) => Assert.Null(SaslPrep.Of(typed));
}
