using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>What happens when the nick one arrives with cannot be had.</summary>
public enum NickFallback
{
    /// <summary>The command is refused, and the session may ask again.</summary>
    Refuse,

    /// <summary>A taken nick gets a number behind it; one that breaks the rules, or none, becomes <c>guest-N</c>.</summary>
    Another,
}

/// <summary>A session says who it is: a person arrives.</summary>
public sealed record Arrive(SessionId Session, string? Nick, NickFallback Fallback) : Command(Session)
{
    /// <summary>The user name; null for none. What masks and lines have no place for is taken out.</summary>
    public string? User { get; init; }

    /// <summary>Where they come from, as others may see it; null to show nothing. Made by the door, so taken as it is.</summary>
    public string? Host { get; init; }

    /// <summary>What they say about themselves.</summary>
    public string RealName { get; init; } = "";

    /// <summary>What they set about themselves from the start.</summary>
    public UserModes Modes { get; init; }

    /// <summary>The account that they have proved to be theirs; null for a guest.</summary>
    /// <remarks>Whose person is present already speaks for them through this session too, whatever the nick.</remarks>
    public Credentials? Credentials { get; init; }

    /// <summary>What they have said of themselves before they came; what breaks the rules is left out.</summary>
    public ImmutableArray<MetadataEntry> Metadata { get; init; } = [];

    /// <summary>The address they really come from. Only bans look at it; it is not stored.</summary>
    public IPAddress? Address { get; init; }

    internal override Decision Decide(World world)
    {
        if (world.People.Find(Session) is not null) return new AlreadyArrived();

        if (Credentials is not null)
        {
            if (!world.Accounts.Accepts(Credentials, out _)) return new LoginFailed();
            if (world.People.Find(Credentials.Account) is { } present) return Attach(world, present, Credentials.SentUpTo);
        }

        var refusal = world.People.Check(Nick, null, Credentials?.Account, out var nick);
        if (refusal is not null && Fallback == NickFallback.Refuse) return refusal;

        nick = refusal switch
        {
            null => nick,
            NickTaken or NickOwned => world.People.Suffixed(nick),
            _ => world.People.Guest(),
        };
        var identity = new Identity(new PersonId(world.Head.Next.Value), nick)
        {
            User = Identity.CleanUser(User),
            Host = Host,
            Account = Credentials?.Account,
            IsBot = Modes.HasFlag(UserModes.Bot),
        };
        if (world.Bans.Find(identity, Address, world.Now) is { } ban) return new BannedFromServer(ban.Reason);

        var realName = ChatText.Shorten(RealName, world.Rules.RealNameBytesMax);
        return new Decision(
            [
                new Arrived(Session, identity) { RealName = realName, Modes = Modes & ~UserModes.Operator },
                .. PersonMetadataChanged.Arriving(world, identity, [], Metadata),
            ],
            new Welcome(identity, Nick is null ? null : refusal));
    }

    /// <summary>Others see where the one who is here came from first; bans look at where this session comes from.</summary>
    private Decision Attach(World world, Person present, Sequence? sentUpTo)
    {
        var comes = present.Identity with { User = Identity.CleanUser(User), Host = Host };
        if (world.Bans.Find(comes, Address, world.Now) is { } ban) return new BannedFromServer(ban.Reason);
        var attached = SessionAttached.To(world, Session, present, sentUpTo);
        return attached.Events.IsEmpty
            ? attached
            : attached with { Events = [.. attached.Events, .. PersonMetadataChanged.Arriving(world, present.Identity, present.RoomIds, Metadata)] };
    }
}

/// <summary>A person has arrived, and is in no room yet.</summary>
public sealed record Arrived(SessionId Session, Identity By) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    /// <summary>What they say about themselves; null when nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RealName { get; init; }

    /// <summary>What they have set about themselves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UserModes Modes { get; init; }

    internal override void Evolve(World world) =>
        world.People.Add(new Person(By) { RealName = RealName ?? "", Modes = Modes, ArrivedAt = At, SpokeAt = At }, Session);
}

/// <summary>Who the session is now, and why it is not called what it asked for, if so.</summary>
public sealed record Welcome(Identity Who, Refusal? WhyAnother) : Answer;
