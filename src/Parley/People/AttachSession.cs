using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A session speaks for a person who is present already, from here on.</summary>
/// <param name="Session">The session; if it spoke for somebody else, it does so no longer.</param>
/// <param name="By">The person.</param>
/// <param name="Rooms">The named rooms they are in.</param>
public sealed record SessionAttached(SessionId Session, Identity By, ImmutableArray<RoomId> Rooms) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    /// <summary>A session that speaks for nobody yet comes to a person.</summary>
    internal static Decision To(World world, SessionId session, Person person, Sequence? sentUpTo) =>
        WhyNot(world, person) is { } refusal
            ? refusal
            : new Decision([new SessionAttached(session, person.Identity, person.RoomIds)], Attached.Of(world, person, sentUpTo));

    /// <summary>A session goes over to another person; who it spoke for is gone, if it was their last.</summary>
    internal static Decision Move(World world, SessionId session, Person from, Person to, Sequence? sentUpTo)
    {
        if (WhyNot(world, to) is { } refusal) return refusal;
        var attached = new SessionAttached(session, to.Identity, to.RoomIds);
        var answer = Attached.Of(world, to, sentUpTo, from);
        return from.Sessions.Count > 1
            ? new Decision([attached], answer)
            : new Decision(
                [
                    .. from.Rooms.Select(room => new Parted(room.Ref, from.Identity, null)),
                    attached,
                    new Quit(from.Identity, $"is {to.Nick} now", []),
                ],
                answer);
    }

    private static TooManySessions? WhyNot(World world, Person person) =>
        person.Sessions.Count < world.Rules.SessionsPerPersonMax ? null : new TooManySessions(world.Rules.SessionsPerPersonMax);

    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        world.People.Attach(person, Session);
        person.AbsentSince = null;
    }
}

/// <summary>A session does not speak for a person any longer, who stays.</summary>
/// <remarks>Who has no session left does not run the server either: back again, they have to prove it again.</remarks>
/// <param name="Session">The session.</param>
/// <param name="By">The person.</param>
/// <param name="Reason">Why it was ended; null when it went by itself.</param>
public sealed record SessionDetached(SessionId Session, Identity By, string? Reason) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world)
    {
        world.People.Detach(Session);
        if (world.People.Find(By.Id) is not { Sessions.Count: 0 } person) return;
        person.AbsentSince = Sequence;
        world.People.SetModes(person, person.Modes & ~UserModes.Operator);
    }
}

/// <summary>For whom a session speaks now, who was here before, and the rooms they are in.</summary>
/// <param name="Was">For whom it spoke before; null when for nobody.</param>
/// <param name="Who">For whom it speaks.</param>
/// <param name="RealName">What they say about themselves; empty when nothing.</param>
/// <param name="Modes">What they have set about themselves.</param>
/// <param name="Rooms">Where they are.</param>
/// <param name="Absence">What the session's device has missed, or they have, when they were present without a session; null when nothing was.</param>
public sealed record Attached(Identity? Was, Identity Who, string RealName, UserModes Modes, ImmutableArray<RoomEntered> Rooms, Absence? Absence) : Answer
{
    /// <param name="world">The world before the session speaks for them.</param>
    /// <param name="person">For whom it speaks.</param>
    /// <param name="sentUpTo">The last event that its device has been sent; null when that is not known.</param>
    /// <param name="was">For whom it spoke; they are in no room any longer when this is read.</param>
    internal static Attached Of(World world, Person person, Sequence? sentUpTo, Person? was = null) => new(
        was?.Identity,
        person.Identity,
        person.RealName,
        person.Modes,
        [.. person.Rooms.Select(room => RoomEntered.Of(world, room, person)).Select(entered => entered with { Members = entered.Members.RemoveAll(member => member.Who.Id == was?.Id) })],
        (sentUpTo ?? person.AbsentSince) is { } since ? new Absence(since, world.Head.Next) : null);
}

/// <summary>A part of the log in which somebody was present without a session, or without one of their devices.</summary>
/// <param name="After">The event with which their last session ended, or the last that the device has been sent.</param>
/// <param name="Before">The event with which they are back.</param>
public sealed record Absence(Sequence After, Sequence Before);
