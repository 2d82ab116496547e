using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person says that they are away, and why; without a text, that they are back.</summary>
public sealed record SetAway(SessionId Session, string? Text) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        var text = ChatText.Shorten(Text, world.Rules.ReasonBytesMax);
        return text == person.Away ? Decision.Nothing : new AwayChanged(person.Identity, text, person.RoomIds);
    }
}

/// <summary>A person is away from here on, or is back when there is no text.</summary>
public sealed record AwayChanged(Identity By, string? Text, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.People.Find(By.Id)?.Away = Text;
}
