namespace Parley;

/// <summary>How somebody has shown that an account is theirs. The door has checked it; the world looks whether it still holds.</summary>
public abstract record Proof;

/// <summary>They know the password that this verifier was made from.</summary>
public sealed record PasswordProof(ScramVerifier Against) : Proof;

/// <summary>Their connection has the key of the certificate with this fingerprint.</summary>
public sealed record CertificateProof(string Fingerprint) : Proof;

/// <summary>An account, and the proof that it is theirs.</summary>
public sealed record Credentials(AccountName Account, Proof Proof)
{
    /// <summary>The last event that the device which logs in has been sent; null when that is not known. The door keeps it, so it is taken as it is.</summary>
    public Sequence? SentUpTo { get; init; }
}
