using System.Collections.Immutable;

namespace Parley;

/// <summary>Something that is seen now and cannot be read later: it has its place among the events, but is not stored.</summary>
/// <remarks>Immutable once decided. The world is the same after it as before.</remarks>
/// <param name="Room">Where it is seen.</param>
/// <param name="By">Who did it.</param>
public abstract record Signal(RoomRef Room, Identity By)
{
    /// <summary>The people who see it, when not all members do.</summary>
    public ImmutableArray<PersonId>? OnlyTo { get; init; }

    /// <summary>When it was decided, in UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Gives a new signal its time. Only for whoever has just made it.</summary>
    internal void Stamp(DateTimeOffset at) => At = at;
}
