using System.Text.Json.Serialization;

namespace Parley;

/// <summary>The world at one place in the log. A cache: it can be thrown away and made again from the events.</summary>
/// <remarks>Lists are in the order of ids, so that equal worlds have equal snapshots.</remarks>
public sealed record WorldSnapshot(
    Sequence Head,
    DateTimeOffset HeadAt,
    AccountsSnapshot Accounts,
    IReadOnlyList<PersonSnapshot> People,
    IReadOnlyList<RoomSnapshot> Rooms,
    IReadOnlyList<ServerBan> Bans,
    int NextGuest,
    Sequence Forgotten);

/// <summary>The accounts in a <see cref="WorldSnapshot"/>.</summary>
/// <param name="Registered">Those there are.</param>
/// <param name="Dropped">The names of those that are no more.</param>
public sealed record AccountsSnapshot(IReadOnlyList<Account> Registered, IReadOnlyList<AccountName> Dropped);

/// <summary>One person in a <see cref="WorldSnapshot"/>.</summary>
public sealed record PersonSnapshot(
    Identity Identity,
    string RealName,
    string? Away,
    UserModes Modes,
    DateTimeOffset ArrivedAt,
    DateTimeOffset SpokeAt,
    IReadOnlyList<SessionId> Sessions,
    IReadOnlyList<MembershipSnapshot> Rooms)
{
    /// <summary>See <see cref="Person.AbsentSince"/>.</summary>
    public Sequence? AbsentSince { get; init; }

    /// <summary>See <see cref="Person.Sent"/>.</summary>
    public IReadOnlyList<SentMessage> Sent { get; init; } = [];

    /// <summary>See <see cref="Person.Metadata"/>; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MetadataEntry>? Metadata { get; init; }

    /// <summary>See <see cref="Person.MetadataPace"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataPace? MetadataPace { get; init; }
}

/// <summary>One person's place in a room.</summary>
public sealed record MembershipSnapshot(RoomId Room, Roles Roles);

/// <summary>One room or conversation in a <see cref="WorldSnapshot"/>.</summary>
public sealed record RoomSnapshot(
    RoomRef Room,
    Topic? Topic,
    bool HasHistory,
    Sequence? LeftAt,
    DateTimeOffset CreatedAt,
    IReadOnlyList<ModeChange> Modes,
    IReadOnlyList<MaskSnapshot> Masks,
    IReadOnlyList<PersonId> Invited)
{
    /// <summary>To whom it belongs, if anybody.</summary>
    public RoomRegistration? Registration { get; init; }

    /// <summary>What it was called before, oldest first; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RoomName>? FormerNames { get; init; }

    /// <summary>See <see cref="Room.Metadata"/>; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MetadataEntry>? Metadata { get; init; }
}

/// <summary>One mask in one of a room's lists.</summary>
public sealed record MaskSnapshot(RoomMode List, MaskEntry Entry);
