namespace Parley.Tests;

public sealed class ChangeCertificatesTests
{
    private static readonly string Print = new('a', 64);

    [Fact]
    public void A_certificate_logs_in_until_it_is_removed()
    {
        var scene = Scene.WithAccounts();
        var written = string.Join(':', Print.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
        Assert.Equal(Print, scene.Happens<CertificateAdded>(new AddCertificate(Scene.Ada, written)).Fingerprint);
        scene.Ignores(new AddCertificate(Scene.Ada, Print));
        Assert.Equal("ada", scene.Answers<AccountFound>(new FindAccountByCertificate(Scene.Eve, Print)).Account?.Name.Value);

        var login = new LogIn(Scene.Eve, Scene.Knows() with { Proof = new CertificateProof(Print) });
        Assert.IsType<Attached>(scene.World.Decide(login, scene.Now).Reply);
        scene.Happens<CertificateRemoved>(new RemoveCertificate(Scene.Ada, Print));
        scene.Answers<LoginFailed>(login);
        scene.Answers<NoSuchCertificate>(new RemoveCertificate(Scene.Ada, Print));
    }

    [Fact]
    public void One_certificate_is_one_accounts_and_one_account_has_so_many()
    {
        var scene = Scene.WithAccounts();
        for (var i = 0; i < Account.CertificatesMax; i++)
            scene.Happens<CertificateAdded>(new AddCertificate(Scene.Ada, i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(Account.CertificatesMax, scene.Answers<TooManyCertificates>(new AddCertificate(Scene.Ada, Print)).Max);
        scene.Answers<CertificateTaken>(new AddCertificate(Scene.Bob, new string('0', 64)));
        scene.Answers<FingerprintInvalid>(new AddCertificate(Scene.Bob, "c0ffee"));
        scene.Answers<NotLoggedIn>(new AddCertificate(Scene.Eve, Print));
        scene.Answers<NotLoggedIn>(new RemoveCertificate(Scene.Eve, Print));
    }
}
