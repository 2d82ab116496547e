namespace Parley;

/// <summary>A door asks what a password for an account is to be checked against. For the door's eyes only.</summary>
public sealed record FindAccount(SessionId Session, string Name) : Command(Session)
{
    internal override Decision Decide(World world) => new AccountFound(world.Accounts.Find(Name));
}

/// <summary>A door asks which account a connection's certificate logs in to.</summary>
public sealed record FindAccountByCertificate(SessionId Session, string Fingerprint) : Command(Session)
{
    internal override Decision Decide(World world) => new AccountFound(world.Accounts.FindByCertificate(Fingerprint));
}

/// <summary>A person asks about the account that they are logged in to.</summary>
public sealed record FindOwnAccount(SessionId Session) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) => person.Account is { } name
        ? new AccountFound(world.Accounts.Find(name))
        : new NotLoggedIn();
}

/// <summary>The account that was asked for; null when there is none.</summary>
public sealed record AccountFound(Account? Account) : Answer;
