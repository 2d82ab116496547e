using System.Collections.Immutable;
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

    internal static Refusal? WhyNot(World world, Person person, string text, out AccountName name)
    {
        if (!AccountName.TryParse(text, out name)) return new AccountNameInvalid(text);
        if (person.Account is { } account) return new AlreadyLoggedIn(account);
        if (world.Accounts.IsTaken(name)) return new AccountTaken(name);
        if (world.People.Check(text, person, null, out _) is { } refusal) return refusal;
        return world.Accounts.Count >= world.Rules.AccountsMax ? new TooManyAccounts(world.Rules.AccountsMax) : null;
    }
}

/// <summary>A person asks whether they could register an account of this name. No reply means that they could.</summary>
public sealed record CheckAccountName(SessionId Session, string Name) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) =>
        RegisterAccount.WhyNot(world, person, Name, out _) is { } refusal ? refusal : Decision.Nothing;
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
