using System.Text;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Tests.Doors.Accounts;

public sealed class ScramSha256Tests
{
    private const string AuthMessage =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,"
        + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
        + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    private static readonly ScramKeys Keys = ScramSha256.KeysOf("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);

    /// <seealso href="https://www.rfc-editor.org/rfc/rfc7677#section-3"/>
    [Fact]
    public void The_example_of_the_specification_is_proved_both_ways()
    {
        Assert.True(ScramSha256.IsProof(Keys, AuthMessage, Convert.FromBase64String("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")));
        Assert.Equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Convert.ToBase64String(ScramSha256.ServerSignature(Keys, AuthMessage)));
    }

    [Theory]
    [InlineData("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVU=")]
    [InlineData("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7And")]
    [InlineData("")]
    public void Another_proof_is_none(string proof)
    {
        var bytes = new byte[64];
        Convert.TryFromBase64String(proof, bytes, out var length);
        Assert.False(ScramSha256.IsProof(Keys, AuthMessage, bytes.AsSpan(0, length)));
    }

    [Fact]
    public void A_password_is_known_again_and_no_other_is()
    {
        Assert.True(ScramSha256.IsPassword(Keys, "pencil"));
        Assert.False(ScramSha256.IsPassword(Keys, "Pencil"));
        Assert.False(ScramSha256.IsPassword(Keys, ""));
    }

    [Fact]
    public void A_verifier_is_written_as_databases_write_it_and_read_back()
    {
        const string Written = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
        Assert.Equal(Written, Keys.ToVerifier().Value);
        Assert.True(ScramSha256.IsPassword(ScramKeys.Of(new ScramVerifier(Written)), "pencil"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SCRAM-SHA-1$4096:W22Z$WG5d:wfPL")]
    [InlineData("SCRAM-SHA-256$0:W22Z$WG5d:wfPL")]
    [InlineData("SCRAM-SHA-256$4096:W22Z$WG5d")]
    [InlineData("SCRAM-SHA-256$4096:%$WG5d:wfPL")]
    public void A_damaged_verifier_is_none(string text) => Assert.Throws<FormatException>(() => ScramKeys.Of(new ScramVerifier(text)));

    [Fact]
    public void An_account_that_is_not_there_has_the_same_salt_each_time_and_another_than_others()
    {
        var secret = new LoginSecret(Encoding.ASCII.GetBytes(new string('k', 32)));
        Assert.Equal(secret.KeysFor("zed", 4096).Salt, secret.KeysFor("ZED", 4096).Salt);
        Assert.NotEqual(secret.KeysFor("zed", 4096).Salt, secret.KeysFor("zoe", 4096).Salt);
        Assert.Equal(ScramSha256.SaltBytes, secret.KeysFor("no name", 4096).Salt.Length);
    }
}
