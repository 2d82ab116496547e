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
        if (person.Account == account.Name) return new StillLoggedIn(person.Identity);
        if (world.Bans.FindFor(person, person.Identity with { Account = account.Name }, world.Now) is { } ban) return new BannedFromServer(ban.Reason);

        // Others who speak for this person, and those who wait for their return, did not ask to become somebody else.
        if (person.Account is { } other && (person.Sessions.Count > 1 || world.IsAlwaysOn(person))) return new AlreadyLoggedIn(other);
        return world.People.Find(account.Name) is { } owner
            ? SessionAttached.Move(world, Session, person, owner, Credentials.SentUpTo)
            : new Decision([.. LoggedIn.Of(world, person, account.Name)]);
    }
}

/// <summary>They were logged in to that account already.</summary>
public sealed record StillLoggedIn(Identity Who) : Answer;

/// <summary>A person is known as the owner of an account from here on. <see cref="Event.By"/> is who they were.</summary>
public sealed record LoggedIn(Identity By, AccountName Account, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    /// <summary>They are logged in, get the roles that are lastingly theirs, and are called otherwise if the nick is that of the account they had.</summary>
    internal static IEnumerable<Event> Of(World world, Person person, AccountName account)
    {
        var after = person.Identity with { Account = account };
        yield return new LoggedIn(person.Identity, account, person.RoomIds);
        foreach (var shown in LastingRolesChanged.Shown(person, after)) yield return shown;
        foreach (var shown in PersonMetadataChanged.Shown(world, person, after)) yield return shown;
        if (person.Account is { } before && world.Accounts.OwnerOf(person.Nick) == before)
            yield return new NickChanged(after, world.People.Guest(), person.RoomIds);
    }

    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        world.People.SetAccount(person, Account);
        person.Metadata = [];
        RoomDirectory.IdentityChanged(person);
    }
}
