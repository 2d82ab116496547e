using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person who is present has proved that an account is theirs.</summary>
/// <remarks>When the account's owner is present already, this session speaks for them from then on, and who it spoke for is gone.</remarks>
public sealed record LogIn(SessionId Session, Credentials Credentials) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (!world.Accounts.Accepts(Credentials, out var account)) return new LoginFailed();
        if (person.Account == account.Name) return Decision.Nothing;
        if (person.Account is { } other) return new AlreadyLoggedIn(other);
        return world.People.Find(account.Name) is { } owner
            ? SessionAttached.Move(world, Session, person, owner)
            : new Decision([.. LoggedIn.Of(person, account.Name)]);
    }
}

/// <summary>A person is known as the owner of an account from here on. <see cref="Event.By"/> is who they were.</summary>
public sealed record LoggedIn(Identity By, AccountName Account, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal static IEnumerable<Event> Of(Person person, AccountName account) => [new LoggedIn(person.Identity, account, person.RoomIds)];

    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        world.People.SetAccount(person, Account);
        RoomDirectory.IdentityChanged(person);
    }
}
