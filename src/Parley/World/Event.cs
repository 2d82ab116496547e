using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A fact: something that happened, with its place in the log and its time.</summary>
/// <remarks>
/// Immutable once decided, and whole in itself: it names people and rooms as they were called then, so whoever reads
/// the log needs no other state to understand it. A stored kind keeps its meaning for ever; see <see cref="EventCodec"/>.
/// </remarks>
/// <param name="By">Who did it.</param>
public abstract record Event([property: JsonPropertyOrder(-1)] Identity By)
{
    [JsonIgnore]
    public Sequence Sequence { get; private set; }

    /// <summary>When it was decided, in UTC, to the microsecond.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; private set; }

    /// <summary>Gives a new event its place. Only for whoever has just made it.</summary>
    internal void Stamp(Sequence sequence, DateTimeOffset at)
    {
        Sequence = sequence;
        At = at;
    }

    /// <summary>The rooms whose history this event is part of.</summary>
    [JsonIgnore]
    public abstract ImmutableArray<RoomId> History { get; }

    /// <summary>Whether it counts as a message in pages of history: what people said, not who came and went.</summary>
    [JsonIgnore]
    public virtual bool IsMessage => false;

    /// <summary>What this event takes out of the log; null for nearly all.</summary>
    [JsonIgnore]
    public virtual Erasure? Erases => null;

    /// <summary>The event without what its author has written, as it stays in the log; null when nothing is written in it.</summary>
    /// <remarks>It is in no room's history any more, and evolving it does the same as before.</remarks>
    public Event? Erase()
    {
        var erased = WithoutText();
        erased?.Stamp(Sequence, At);
        return erased;
    }

    /// <inheritdoc cref="Erase"/>
    protected virtual Event? WithoutText() => null;

    /// <summary>Changes the world to what is true after this event. Cannot fail.</summary>
    internal abstract void Evolve(World world);
}

/// <summary>Something that happened in one room, and is seen by its members.</summary>
public abstract record RoomEvent([property: JsonPropertyOrder(-2)] RoomRef Room, Identity By) : Event(By)
{
    /// <summary>The people who see it, when not all members do; then it is no part of the room's history.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<PersonId>? OnlyTo { get; init; }

    [JsonIgnore]
    public override ImmutableArray<RoomId> History => OnlyTo is null ? [Room.Id] : [];
}

/// <summary>Something that happened to a person, and is seen once by everybody who shares a room with them.</summary>
/// <param name="By">The person.</param>
/// <param name="Rooms">The named rooms they are in at that time.</param>
public abstract record PersonEvent(Identity By, ImmutableArray<RoomId> Rooms) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => Rooms;
}
