namespace Parley;

/// <summary>A door asks what a password for an account is to be checked against. For the door's eyes only.</summary>
public sealed record FindAccount(SessionId Session, string Name) : Command(Session)
{
    internal override Decision Decide(World world) => AccountFound.Of(world.Accounts.Find(Name));
}

/// <summary>A door asks which account a connection's certificate logs in to.</summary>
public sealed record FindAccountByCertificate(SessionId Session, string Fingerprint) : Command(Session)
{
    internal override Decision Decide(World world) => AccountFound.Of(world.Accounts.FindByCertificate(Fingerprint));
}

/// <summary>The account that was asked for; null when there is none.</summary>
public sealed record AccountFound(AccountName? Name, ScramVerifier? Verifier) : Answer
{
    internal static AccountFound Of(Account? account) => new(account?.Name, account?.Verifier);
}
