using System.Collections.Immutable;

namespace Parley;

/// <summary>Everything that is true now: who is present, which rooms there are, who is in them.</summary>
/// <remarks>
/// In memory only: no sockets, files, SQL, threads or clock. Owned by one loop, so it has no locks. It changes by
/// <see cref="Evolve"/> alone, and evolving a fresh world along the log gives the same world again.
/// </remarks>
public sealed class World
{
    /// <summary>A world in which nothing has happened.</summary>
    public World(WorldRules rules)
    {
        Rules = rules;
        Accounts = new AccountDirectory();
        People = new PeopleDirectory(Accounts);
    }

    /// <summary>The limits that hold here.</summary>
    public WorldRules Rules { get; }

    /// <summary>Which accounts there are.</summary>
    public AccountDirectory Accounts { get; }

    /// <summary>Who is present.</summary>
    public PeopleDirectory People { get; }

    /// <summary>Which rooms there are.</summary>
    public RoomDirectory Rooms { get; } = new();

    /// <summary>Whom the server keeps out.</summary>
    public ServerBans Bans { get; } = new();

    /// <summary>Who left lately.</summary>
    public Departures Departures { get; } = new();

    /// <summary>The time of the decision that is being made. Never before that of an earlier event, whatever the clock says.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The last event that is no longer kept in any room's history.</summary>
    public Sequence Forgotten { get; internal set; }

    /// <summary>The last event this world has seen.</summary>
    public Sequence Head { get; private set; }

    /// <summary>When the last event was decided.</summary>
    public DateTimeOffset HeadAt { get; private set; }

    /// <summary>Whether this person stays when their last session ends.</summary>
    public bool IsAlwaysOn(Person person) => person.Account is { } account && Accounts.Find(account)?.Settings.AlwaysOn == true;

    /// <summary>What is said of a person: what their account has, or what they have said as a guest.</summary>
    public ImmutableArray<MetadataEntry> MetadataOf(Person person) =>
        person.Account is { } account ? Accounts.Find(account)?.Metadata ?? [] : person.Metadata;

    /// <summary>Decides a command against the world as it is. Pure: the world changes when the events are evolved.</summary>
    /// <param name="command">What a session asks for.</param>
    /// <param name="at">The time; the events get it, to the microsecond, or that of the event before them where that is later.</param>
    /// <returns>Events that follow directly on <see cref="Head"/>, or a reply, or both.</returns>
    public Decision Decide(Command command, DateTimeOffset at)
    {
        Now = ToMicroseconds(at);
        if (Now < HeadAt) Now = HeadAt;
        var decision = command.Decide(this);
        var sequence = Head;
        foreach (var decided in decision.Events)
        {
            sequence = sequence.Next;
            decided.Stamp(sequence, Now);
        }

        decision.Signal?.Stamp(Now);

        return decision;
    }

    /// <summary>Makes an event true. Events come in the order of the log, without gaps.</summary>
    /// <exception cref="ArgumentException">The event does not follow on <see cref="Head"/>: a bug of the caller.</exception>
    public void Evolve(Event happened)
    {
        if (happened.Sequence != Head.Next)
            throw new ArgumentException($"Event {happened.Sequence} does not follow {Head}.", nameof(happened));

        happened.Evolve(this);
        Head = happened.Sequence;
        if (happened.At > HeadAt) HeadAt = happened.At;
    }

    /// <summary>The whole state, to be kept beside the log and restored instead of reading it all again.</summary>
    public WorldSnapshot TakeSnapshot() => new(
        Head, HeadAt, Accounts.TakeSnapshot(), People.TakeSnapshot(), Rooms.TakeSnapshot(), [.. Bans.All], People.NextGuest, Forgotten);

    /// <summary>The world as it was when the snapshot was taken.</summary>
    public static World Restore(WorldSnapshot snapshot, WorldRules rules)
    {
        var world = new World(rules) { Head = snapshot.Head, HeadAt = snapshot.HeadAt, Forgotten = snapshot.Forgotten };
        world.Accounts.Restore(snapshot.Accounts);
        foreach (var room in snapshot.Rooms) world.Rooms.Restore(room);
        foreach (var person in snapshot.People) world.People.Restore(person, world.Rooms);
        foreach (var room in snapshot.Rooms) world.Rooms.RestoreForPeople(room, world.People);
        foreach (var ban in snapshot.Bans) world.Bans.Add(ban);
        world.People.NextGuest = snapshot.NextGuest;
        return world;
    }

    // What is stored has microseconds; an event must not differ from itself read back.
    private static DateTimeOffset ToMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
