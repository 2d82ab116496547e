using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person wants their account to be no more. They have just proved that they know its password.</summary>
public sealed record DropAccount(SessionId Session, PasswordProof Proof) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } name) return new NotLoggedIn();
        return world.Accounts.Accepts(new Credentials(name, Proof), out var account)
            ? AccountDropped.Of(world, person, account)
            : new LoginFailed();
    }
}

/// <summary>An operator takes an account away.</summary>
public sealed record DropAccountOf(SessionId Session, string Account) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person) => world.Accounts.Find(Account) is { } account
        ? AccountDropped.Of(world, person, account)
        : new NoSuchAccount(Account);
}

/// <summary>An account is no more, and neither are the roles that it had. Its name is nobody's again, so that nobody can pass for who had it.</summary>
public sealed record AccountDropped(Identity By, AccountName Account) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    /// <summary>Its rooms belong to nobody. Its owner, if present, is logged out, and keeps the nick: it is free for all now.</summary>
    internal static Decision Of(World world, Person by, Account account)
    {
        var rooms = world.Rooms.Named.Where(room => room.Registration?.Founder == account.Name).OrderBy(room => room.Id.Value);
        return new Decision(
        [
            .. rooms.SelectMany(room => RoomUnregistered.Of(room, by)),
            new AccountDropped(by.Identity, account.Name),
            .. world.People.Find(account.Name) is { } owner ? Goodbye(world, owner) : [],
        ]);
    }

    private static IEnumerable<Event> Goodbye(World world, Person owner)
    {
        var after = owner.Identity with { Account = null };
        yield return new LoggedOut(owner.Identity, owner.RoomIds);
        foreach (var shown in LastingRolesChanged.Shown(owner, after)) yield return shown;
        foreach (var shown in PersonMetadataChanged.Shown(world, owner, after)) yield return shown;

        // Who was kept present without a session has nobody to come back as.
        if (owner.Sessions.Count == 0) yield return Quit.Of(owner, "the account was dropped") with { By = after };
    }

    internal override void Evolve(World world)
    {
        world.Accounts.Drop(Account);
        foreach (var room in world.Rooms.Named) room.Registration = room.Registration?.With(Account, Roles.None);
    }
}
