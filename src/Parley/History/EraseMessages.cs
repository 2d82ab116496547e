using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person wants everything gone that they ever said with their account. They have just proved that they know its password.</summary>
public sealed record EraseMessages(SessionId Session, PasswordProof Proof) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } name) return new NotLoggedIn();
        return world.Accounts.Accepts(new Credentials(name, Proof), out var account)
            ? new MessagesErased(person.Identity, account.Name)
            : new LoginFailed();
    }
}

/// <summary>An operator takes away everything that was ever said with an account, whether it still is there or not.</summary>
public sealed record EraseMessagesOf(SessionId Session, string Account) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person) => AccountName.TryParse(Account, out var name)
        ? new MessagesErased(person.Identity, name)
        : new NoSuchAccount(Account);
}

/// <summary>Everything that was said with an account is taken back: no history holds it, and the texts are erased.</summary>
public sealed record MessagesErased(Identity By, AccountName Account) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    [JsonIgnore]
    public override Erasure Erases => new(Sequence.Start, Sequence) { Account = Account, MessagesOnly = true };

    internal override void Evolve(World world)
    {
    }
}
