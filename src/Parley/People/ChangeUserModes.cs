using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person sets something about themselves. Nobody makes themselves an operator so; anybody may stop being one.</summary>
public sealed record ChangeUserModes(SessionId Session, UserModes Set, UserModes Unset) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        var modes = (person.Modes | (Set & ~UserModes.Operator)) & ~Unset;
        return modes == person.Modes ? Decision.Nothing : new UserModesChanged(person.Identity, modes);
    }
}

/// <summary>Somebody has proved to be an operator of the server; whoever gives this command has checked it.</summary>
public sealed record BecomeOperator(SessionId Session) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) => person.IsOperator
        ? Decision.Nothing
        : new UserModesChanged(person.Identity, person.Modes | UserModes.Operator | UserModes.Wallops);
}

/// <summary>What a person has set about themselves, from here on. Only they see it.</summary>
public sealed record UserModesChanged(Identity By, UserModes Modes) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        world.People.SetModes(person, Modes);
        if (Modes.HasFlag(UserModes.Bot) == person.Identity.IsBot) return;
        person.Identity = person.Identity with { IsBot = !person.Identity.IsBot };
        RoomDirectory.IdentityChanged(person);
    }
}
