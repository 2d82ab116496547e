using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An operator keeps a mask or an address out; those present whom it covers are gone.</summary>
public sealed record BanFromServer(SessionId Session, string Mask, string? Reason, TimeSpan? For) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person)
    {
        var isAddress = IPNetwork.TryParse(Mask, out _) || IPAddress.TryParse(Mask, out _);
        if ((isAddress ? Mask : Parley.Mask.Normalize(Mask)) is not { } mask || mask == "*!*@*") return new MaskInvalid(Mask);

        var reason = ChatText.Shorten(Reason, world.Rules.ReasonBytesMax) ?? "no reason given";
        var ban = new ServerBan(mask, reason, person.Nick, world.Now, world.Now + For);
        var gone = isAddress ? [] : world.People.All.Where(present => present != person && Parley.Mask.Covers(mask, present.Identity));
        return new Decision(
        [
            new ServerBanned(person.Identity, ban),
            .. gone.OrderBy(victim => victim.Id.Value).Select(victim => Quit.Of(victim, $"Banned ({reason})")),
        ]);
    }
}

/// <summary>An operator lets a mask or an address in again.</summary>
public sealed record UnbanFromServer(SessionId Session, string Mask) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person)
    {
        var mask = world.Bans.All.FirstOrDefault(ban => ban.Mask == Mask || ban.Mask == Parley.Mask.Normalize(Mask))?.Mask;
        return mask is null ? new NoSuchBan(Mask) : new ServerUnbanned(person.Identity, mask);
    }
}

/// <summary>A mask or an address is kept out from here on.</summary>
public sealed record ServerBanned(Identity By, ServerBan Ban) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.Bans.Add(Ban);
}

/// <summary>A mask or an address is no longer kept out.</summary>
public sealed record ServerUnbanned(Identity By, string Mask) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.Bans.Remove(Mask);
}
