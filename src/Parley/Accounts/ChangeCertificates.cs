using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person wants a certificate to log them in from then on.</summary>
public sealed record AddCertificate(SessionId Session, string Fingerprint) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } name || world.Accounts.Find(name) is not { } account) return new NotLoggedIn();
        if (Parley.Fingerprint.Normalize(Fingerprint) is not { } fingerprint) return new FingerprintInvalid(Fingerprint);
        if (world.Accounts.FindByCertificate(fingerprint) is { } owner) return owner == account ? Decision.Nothing : new CertificateTaken();
        if (account.Certificates.Length >= Account.CertificatesMax) return new TooManyCertificates(Account.CertificatesMax);
        return new CertificateAdded(person.Identity, name, fingerprint);
    }
}

/// <summary>A person wants a certificate to log them in no longer.</summary>
public sealed record RemoveCertificate(SessionId Session, string Fingerprint) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } name || world.Accounts.Find(name) is not { } account) return new NotLoggedIn();
        return Parley.Fingerprint.Normalize(Fingerprint) is { } fingerprint && account.Certificates.Contains(fingerprint)
            ? new CertificateRemoved(person.Identity, name, fingerprint)
            : new NoSuchCertificate(Fingerprint);
    }
}

/// <summary>A certificate logs in to an account from here on.</summary>
public sealed record CertificateAdded(Identity By, AccountName Account, string Fingerprint) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) =>
        world.Accounts.Change(Account, account => account with { Certificates = account.Certificates.Add(Fingerprint) });
}

/// <summary>A certificate does not log in to an account any longer.</summary>
public sealed record CertificateRemoved(Identity By, AccountName Account, string Fingerprint) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) =>
        world.Accounts.Change(Account, account => account with { Certificates = account.Certificates.Remove(Fingerprint) });
}
