namespace Parley;

/// <summary>The world at one place in the log. A cache: it can be thrown away and made again from the events.</summary>
/// <remarks>Lists are in the order of ids, so that equal worlds have equal snapshots.</remarks>
public sealed record WorldSnapshot(
    Sequence Head,
    IReadOnlyList<PersonSnapshot> People,
    IReadOnlyList<RoomSnapshot> Rooms,
    int NextGuest);

/// <summary>One person in a <see cref="WorldSnapshot"/>.</summary>
public sealed record PersonSnapshot(Identity Identity, IReadOnlyList<SessionId> Sessions, IReadOnlyList<RoomId> Rooms);

/// <summary>One room or conversation in a <see cref="WorldSnapshot"/>.</summary>
public sealed record RoomSnapshot(RoomRef Room, Topic? Topic, bool HasHistory);
