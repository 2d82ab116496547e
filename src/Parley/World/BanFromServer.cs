using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An operator keeps a mask or an address out; those present whom it covers are gone.</summary>
/// <remarks>The world does not know who comes from an address: the server closes those connections itself.</remarks>
/// <param name="Session">The session.</param>
/// <param name="Mask">What <see cref="ServerBan.Mask"/> says.</param>
/// <param name="Reason">What those who are kept out are told.</param>
/// <param name="For">How long; for ever when there is none, or no time, or more than the calendar has.</param>
public sealed record BanFromServer(SessionId Session, string Mask, string? Reason, TimeSpan? For) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person)
    {
        if (ServerBan.Normalize(Mask) is not { } mask) return new MaskInvalid(Mask);

        var reason = ChatText.Shorten(Reason, world.Rules.ReasonBytesMax) ?? "no reason given";
        var ban = new ServerBan(mask, reason, person.Nick, world.Now, EndOf(world.Now, For));
        var gone = ban.IsAddress ? [] : world.People.All.Where(present => present != person && Parley.Mask.Covers(mask, present.Identity));
        return new Decision(
        [
            new ServerBanned(person.Identity, ban),
            .. gone.OrderBy(victim => victim.Id.Value).Select(victim => Quit.Of(victim, $"Banned ({reason})")),
        ]);
    }

    private static DateTimeOffset? EndOf(DateTimeOffset now, TimeSpan? span) =>
        span > TimeSpan.Zero && span <= DateTimeOffset.MaxValue - now ? now + span : null;
}

/// <summary>An operator lets a mask or an address in again.</summary>
public sealed record UnbanFromServer(SessionId Session, string Mask) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person)
    {
        var mask = ServerBan.Normalize(Mask);
        return world.Bans.At(world.Now).FirstOrDefault(ban => Parley.Mask.AreSame(ban.Mask, mask)) is { } ban
            ? new ServerUnbanned(person.Identity, ban.Mask)
            : new NoSuchBan(Mask);
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
