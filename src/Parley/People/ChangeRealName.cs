using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person says something else about themselves.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/setname"/>
public sealed record ChangeRealName(SessionId Session, string RealName) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (ChatText.Check(RealName, world.Rules.RealNameBytesMax, out var text) is { } refusal) return refusal;
        if (ChatText.IsBlank(text)) return new TextEmpty();
        return new RealNameChanged(person.Identity, text, person.RoomIds);
    }
}

/// <summary>A person says something else about themselves from here on.</summary>
public sealed record RealNameChanged(Identity By, string RealName, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.People.Find(By.Id)?.RealName = RealName;
}
