using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person wants an account, and is logged in to it from then on.</summary>
/// <param name="Session">The session.</param>
/// <param name="Name">What it is to be called; the nick of that name has to be free, or the person's own.</param>
/// <param name="Verifier">Made from the password by the door, so taken as it is.</param>
public sealed record RegisterAccount(SessionId Session, string Name, ScramVerifier Verifier) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) => WhyNot(world, person, Name, out var name) is { } refusal
        ? refusal
        : new Decision([new AccountRegistered(person.Identity, name, Verifier), .. LoggedIn.Of(world, person, name)]);

    /// <summary>Why there cannot be an account of this name; null if there can.</summary>
    /// <param name="world">The world.</param>
    /// <param name="person">Who wants it; null for somebody who is yet to arrive.</param>
    /// <param name="text">The name.</param>
    /// <param name="name">The name, if it can be one.</param>
    internal static Refusal? WhyNot(World world, Person? person, string text, out AccountName name)
    {
        if (!AccountName.TryParse(text, out name)) return new AccountNameInvalid(text);
        if (person?.Account is { } account) return new AlreadyLoggedIn(account);
        if (world.Accounts.IsTaken(name)) return new AccountTaken(name);
        if (world.People.Check(text, person, null, out _) is { } refusal) return refusal;
        if (person is not null && world.Bans.FindFor(person, person.Identity with { Account = name }, world.Now) is { } ban) return new BannedFromServer(ban.Reason);
        return world.Accounts.Count >= world.Rules.AccountsMax ? new TooManyAccounts(world.Rules.AccountsMax) : null;
    }
}

/// <summary>Somebody who is yet to arrive wants an account, with which they then can.</summary>
/// <param name="Session">The session.</param>
/// <param name="Name">What it is to be called; the nick of that name has to be free.</param>
/// <param name="Verifier">Made from the password by the door, so taken as it is.</param>
public sealed record RegisterAccountBefore(SessionId Session, string Name, ScramVerifier Verifier) : Command(Session)
{
    /// <summary>The address they come from. Only bans look at it; it is not stored.</summary>
    public IPAddress? Address { get; init; }

    internal override Decision Decide(World world)
    {
        if (world.People.Find(Session) is not null) return new AlreadyArrived();
        if (RegisterAccount.WhyNot(world, null, Name, out var name) is { } refusal) return refusal;

        // Nobody is here yet who could have done it, so it is the name's own first act.
        var by = new Identity(default, name.Nick);
        return world.Bans.Find(by with { Account = name }, Address, world.Now) is { } ban
            ? new BannedFromServer(ban.Reason)
            : new Decision([new AccountRegistered(by, name, Verifier)], new AccountMade(new Credentials(name, new PasswordProof(Verifier))));
    }
}

/// <summary>There is an account, and this proves that it is theirs who made it.</summary>
public sealed record AccountMade(Credentials Credentials) : Answer;

/// <summary>Somebody asks whether they could register an account of this name. No reply means that they could.</summary>
public sealed record CheckAccountName(SessionId Session, string Name) : Command(Session)
{
    internal override Decision Decide(World world) =>
        RegisterAccount.WhyNot(world, world.People.Find(Session), Name, out _) is { } refusal ? refusal : Decision.Nothing;
}

/// <summary>There is a new account. Its id is this event's sequence.</summary>
/// <param name="By">Who made it.</param>
/// <param name="Account">Its name.</param>
/// <param name="Verifier">What passwords are checked against.</param>
public sealed record AccountRegistered(Identity By, AccountName Account, ScramVerifier Verifier) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.Accounts.Add(new Account(new AccountId(Sequence.Value), Account, Verifier, At));
}
