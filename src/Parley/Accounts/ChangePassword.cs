using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person wants another password for their account. They have just proved that they know the present one.</summary>
public sealed record ChangePassword(SessionId Session, PasswordProof Proof, ScramVerifier Verifier) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } account) return new NotLoggedIn();
        return world.Accounts.Accepts(new Credentials(account, Proof), out _)
            ? new PasswordChanged(person.Identity, account, Verifier)
            : new LoginFailed();
    }
}

/// <summary>An operator gives an account another password.</summary>
public sealed record ResetPassword(SessionId Session, string Account, ScramVerifier Verifier) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person) => world.Accounts.Find(Account) is { } account
        ? new PasswordChanged(person.Identity, account.Name, Verifier)
        : new NoSuchAccount(Account);
}

/// <summary>An account has another password from here on.</summary>
public sealed record PasswordChanged(Identity By, AccountName Account, ScramVerifier Verifier) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.Accounts.Change(Account, account => account with { Verifier = Verifier });
}
