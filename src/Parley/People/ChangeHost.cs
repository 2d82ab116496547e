using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An operator changes where somebody comes from, as others see it.</summary>
public sealed record ChangeHost(SessionId Session, string Nick, string Host) : OperatorCommand(Session)
{
    /// <summary>The longest host, in characters; all of them ASCII.</summary>
    public const int LengthMax = 64;

    internal override Decision DecideForOperator(World world, Person person)
    {
        if (!Parley.Nick.TryParse(Nick, out var nick) || world.People.Find(nick) is not { } other) return new NoSuchPerson(Nick);
        if (!IsHost(Host)) return new HostInvalid(Host);
        return Host == other.Identity.Host ? Decision.Nothing : new HostChanged(other.Identity, Host, other.RoomIds);
    }

    private static bool IsHost(string text) => text.Length is > 0 and <= LengthMax && text[0] != ':'
        && Ascii.IsValid(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/');
}

/// <summary>A person comes from elsewhere from here on, as others see it. <see cref="Event.By"/> is who they were.</summary>
public sealed record HostChanged(Identity By, string Host, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        person.Identity = person.Identity with { Host = Host };
        RoomDirectory.IdentityChanged(person);
    }
}
