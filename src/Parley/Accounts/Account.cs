using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>Somebody who can be recognized again: a name that is theirs, and how they prove it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verifier">What passwords are checked against.</param>
/// <param name="RegisteredAt">When it was made.</param>
public sealed record Account(AccountId Id, AccountName Name, ScramVerifier Verifier, DateTimeOffset RegisteredAt)
{
    /// <summary>The most certificates of one account.</summary>
    public const int CertificatesMax = 10;

    /// <summary>The certificates that log in without a password, by their fingerprints, oldest first.</summary>
    public ImmutableArray<string> Certificates { get; init; } = [];

    /// <summary>What its owner has set.</summary>
    public AccountSettings Settings { get; init; } = new();

    /// <summary>Whether somebody has proved to be its owner, by what is true now.</summary>
    internal bool Accepts(Proof proof) => proof switch
    {
        PasswordProof password => password.Against == Verifier,
        CertificateProof certificate => Certificates.Contains(certificate.Fingerprint),
        _ => false,
    };
}

/// <summary>What an account's owner has set about it.</summary>
public sealed record AccountSettings
{
    /// <summary>Whether they stay present when their last session has ended, until they come back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AlwaysOn { get; init; }
}
