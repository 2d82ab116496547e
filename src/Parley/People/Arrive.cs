using System.Collections.Immutable;
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
    internal override Decision Decide(World world)
    {
        if (world.People.Find(Session) is not null) return new AlreadyArrived();

        var refusal = world.People.Check(Nick, null, out var nick);
        if (refusal is not null && Fallback == NickFallback.Refuse) return refusal;

        nick = refusal switch
        {
            null => nick,
            NickTaken => world.People.Suffixed(nick),
            _ => world.People.Guest(),
        };
        var identity = new Identity(new PersonId(world.Head.Next.Value), nick);
        return new Decision([new Arrived(Session, identity)], new Welcome(identity, Nick is null ? null : refusal));
    }
}

/// <summary>A person has arrived, and is in no room yet.</summary>
public sealed record Arrived(SessionId Session, Identity By) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.People.Add(new Person(By), Session);
}

/// <summary>Who the session is now, and why it is not called what it asked for, if so.</summary>
public sealed record Welcome(Identity Who, Refusal? WhyAnother) : Answer;
