using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person changes something about their account; what is null stays as it is.</summary>
public sealed record ChangeAccountSettings(SessionId Session) : PersonCommand(Session)
{
    /// <summary>See <see cref="AccountSettings.AlwaysOn"/>.</summary>
    public bool? AlwaysOn { get; init; }

    internal override Decision Decide(World world, Person person)
    {
        if (person.Account is not { } name || world.Accounts.Find(name) is not { } account) return new NotLoggedIn();
        var settings = account.Settings with { AlwaysOn = AlwaysOn ?? account.Settings.AlwaysOn };
        return settings == account.Settings ? Decision.Nothing : new AccountSettingsChanged(person.Identity, name, settings);
    }
}

/// <summary>What an account's owner has set is this from here on.</summary>
public sealed record AccountSettingsChanged(Identity By, AccountName Account, AccountSettings Settings) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.Accounts.Change(Account, account => account with { Settings = Settings });
}
