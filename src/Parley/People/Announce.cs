using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An operator tells everybody who listens for it.</summary>
/// <seealso href="https://modern.ircdocs.horse/#wallops-message"/>
public sealed record Announce(SessionId Session, string Text) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person)
    {
        if (Said.Check(world, Text, out var text) is { } refusal) return refusal;
        var hearers = world.People.All.Where(hearer => hearer.Modes.HasFlag(UserModes.Wallops)).Select(hearer => hearer.Id);
        return new Announced(person.Identity, text, [.. hearers.OrderBy(id => id.Value)]);
    }
}

/// <summary>An operator told something to all who listen for it; see <see cref="UserModes.Wallops"/>.</summary>
/// <param name="By">The operator.</param>
/// <param name="Text">What they said.</param>
/// <param name="To">Those who listened.</param>
public sealed record Announced(Identity By, string Text, ImmutableArray<PersonId> To) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world)
    {
    }
}
