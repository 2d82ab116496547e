using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person does not want to be known as the owner of their account any longer, and gives its nick back.</summary>
/// <remarks>While they are present through other sessions too, or are to stay present, only this session ends.</remarks>
public sealed record LogOut(SessionId Session) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } account) return new NotLoggedIn();
        return person.Sessions.Count > 1 || world.IsAlwaysOn(person)
            ? new SessionDetached(Session, person.Identity, "logged out")
            : new Decision([.. LoggedOut.Of(world, person, account)]);
    }
}

/// <summary>A person is nobody's account's owner from here on. <see cref="Event.By"/> is who they were.</summary>
public sealed record LoggedOut(Identity By, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    /// <summary>They are logged out, lose the roles that were theirs as the owner, and are called otherwise if the nick is the account's.</summary>
    internal static IEnumerable<Event> Of(World world, Person person, AccountName account)
    {
        var after = person.Identity with { Account = null };
        yield return new LoggedOut(person.Identity, person.RoomIds);
        foreach (var shown in LastingRolesChanged.Shown(person, after)) yield return shown;
        foreach (var shown in PersonMetadataChanged.Shown(world, person, after)) yield return shown;
        if (world.Accounts.OwnerOf(person.Nick) == account)
            yield return new NickChanged(after, world.People.Guest(), person.RoomIds);
    }

    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        world.People.SetAccount(person, null);
        RoomDirectory.IdentityChanged(person);
    }
}
