using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person wants to be in a room; it is made if there is none of that name.</summary>
/// <param name="Session">The session.</param>
/// <param name="Room">The room's name.</param>
/// <param name="Key">The word that opens it, if it has one.</param>
public sealed record Join(SessionId Session, string Room, string? Key = null) : PersonCommand(Session)
{
    /// <summary>What a new room begins with. The lobby, which is everybody's, begins with nothing.</summary>
    private static readonly ImmutableArray<RoomMode> Beginning = [RoomMode.NoExternal, RoomMode.TopicLocked];

    /// <summary>Whether who asks for a room by a name that it once had is led into it; otherwise they are told what it is called.</summary>
    public bool FollowsRenames { get; init; } = true;

    internal override Decision Decide(World world, Person person)
    {
        if (!RoomName.TryParse(Room, out var name)) return new RoomNameInvalid(Room);

        var room = world.Rooms.Find(name);
        if (room is null && world.Rooms.FindFormer(name) is { } renamed && !renamed.Contains(person.Id) && renamed.IsVisibleTo(person))
            return Follow(world, person, name, renamed.Name!.Value);

        if (room?.Contains(person.Id) == true) return RoomEntered.Of(world, room, person);
        if (person.Rooms.Count >= world.Rules.RoomsPerPersonMax) return new TooManyJoined(world.Rules.RoomsPerPersonMax);
        if (room is null) return Make(world, person, name);
        if (room.Count == 0 && name != RoomName.Lobby && room.Registration is null) return Reopen(world, room, person);
        return WhyNot(room, person) is { } refusal ? Forward(world, room, person, refusal) : Enter(world, room, person);
    }

    /// <summary>Whoever is in it knows what it is called, and wants another one of the old name.</summary>
    private Decision Follow(World world, Person person, RoomName before, RoomName now)
    {
        if (!FollowsRenames) return new RoomIsCalled(before, now);
        var decision = (this with { Room = now.Value }).Decide(world, person);
        return decision is { Reply: RoomEntered, Preface: null } ? decision with { Preface = new Forwarded(before, now) } : decision;
    }

    /// <summary>Where there is no place for another one, the room that all have left the longest ago ends. For the lobby there always is.</summary>
    private static Decision Make(World world, Person person, RoomName name)
    {
        var isLobby = name == RoomName.Lobby;
        var isFull = !isLobby && world.Rooms.Named.Count >= world.Rules.RoomsMax;
        var ends = isFull ? world.Rooms.LongestLeft : null;
        if (isFull && ends is null) return new TooManyRooms(world.Rules.RoomsMax);

        var made = new NamedRoom(new RoomId(world.Head.Next.Value), name);
        var roles = isLobby ? Roles.None : Roles.Operator;
        return new Decision(
            [
                new RoomCreated(made, person.Identity) { Modes = isLobby ? null : Beginning },
                Joined.Of(made, person, roles),
                .. ends is null ? (Event[])[] : [new RoomEnded(ends.Ref, Identity.Server)],
            ],
            new RoomEntered(made, null, [new MemberInfo(person.Identity, roles)]));
    }

    /// <summary>Who comes first into a room that all have left finds what was said, and is in charge as in a new one.</summary>
    private static Decision Reopen(World world, Room room, Person person)
    {
        return new Decision(
            [new RoomReopened(room.Ref, person.Identity) { Modes = Beginning }, Joined.Of(room.Ref, person, Roles.Operator)],
            new RoomEntered(room.Ref, room.Topic, [new MemberInfo(person.Identity, Roles.Operator)]) { ReadUpTo = RoomEntered.ReadUpToOf(world, room, person) });
    }

    private static Decision Enter(World world, Room room, Person person) =>
        new([Joined.Of(room.Ref, person, room.LastingRolesOf(person.Account))], RoomEntered.Of(world, room, person));

    private static Decision Forward(World world, Room room, Person person, Refusal refusal)
    {
        if (!RoomName.TryParse(room.Argument(RoomMode.Forward), out var target)
            || world.Rooms.Find(target) is not { Count: > 0 } other || other.Contains(person.Id) || WhyNot(other, person, null) is not null)
            return refusal;

        return Enter(world, other, person) with { Preface = new Forwarded(room.Name!.Value, other.Name!.Value) };
    }

    private Refusal? WhyNot(Room room, Person person) => WhyNot(room, person, Key);

    private static Refusal? WhyNot(Room room, Person person, string? key)
    {
        var name = room.Name!.Value;
        if (room.HasInvited(person) || room.LastingRolesOf(person.Account).AtLeast(Roles.HalfOperator)) return null;
        if (room.Bans(person.Identity)) return new BannedFromRoom(name);
        if (room.Has(RoomMode.InviteOnly) && !room.IsListed(RoomMode.InviteException, person.Identity)) return new NeedsInvitation(name);
        if (room.Argument(RoomMode.Key) is { } wanted && wanted != key) return new NeedsKey(name);
        if (room.IsFull) return new RoomFull(name);
        if (room.Has(RoomMode.AccountsOnly) && person.Account is null) return new NeedsAccount(name);
        return null;
    }
}

/// <summary>There is a new room. Its id is this event's sequence.</summary>
public sealed record RoomCreated(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    /// <summary>What it begins with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<RoomMode>? Modes { get; init; }

    internal override void Evolve(World world)
    {
        var room = new Room(Room, At);
        room.Reset(Modes ?? []);
        world.Rooms.Add(room);
    }
}

/// <summary>Somebody came into a room that all had left: what its members had arranged is as in a new one.</summary>
public sealed record RoomReopened(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    /// <summary>What it begins with again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<RoomMode>? Modes { get; init; }

    internal override void Evolve(World world) => world.Rooms.Find(Room.Id)?.Reset(Modes ?? []);
}

/// <summary>A room that all had left is no more: its place was needed for another one. Its name begins a new one.</summary>
public sealed record RoomEnded(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { Count: 0 } room) world.Rooms.Forget(room);
    }
}

/// <summary>A person is in a room from here on.</summary>
public sealed record Joined(RoomRef Room, Identity By) : RoomEvent(Room, By)
{
    /// <summary>What they may do there from the start.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Roles Roles { get; init; }

    /// <summary>What they say about themselves; null when nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RealName { get; init; }

    /// <summary>Why they are away; null when they are not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Away { get; init; }

    internal static Joined Of(RoomRef room, Person person, Roles roles) => new(room, person.Identity)
    {
        Roles = roles,
        RealName = person.RealName.Length == 0 ? null : person.RealName,
        Away = person.Away,
    };

    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { } room && world.People.Find(By.Id) is { } person) world.Rooms.Enter(room, person, Roles);
    }
}

/// <summary>What somebody who enters a room wants to know: its topic, and who is there, themselves included.</summary>
public sealed record RoomEntered(RoomRef Room, Topic? Topic, ImmutableArray<MemberInfo> Members) : Answer
{
    /// <summary>Whether nobody but its members should learn of it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>How far they have read it before; null when that is not known.</summary>
    public DateTimeOffset? ReadUpTo { get; init; }

    /// <summary>What this person wants to know, who is in the room or about to be.</summary>
    internal static RoomEntered Of(World world, Room room, Person person) => new(
        room.Ref,
        room.Topic,
        room.Contains(person.Id) ? room.Roster : room.Roster.Add(new MemberInfo(person.Identity, room.LastingRolesOf(person.Account))))
    {
        IsSecret = room.IsSecret,
        ReadUpTo = ReadUpToOf(world, room, person),
    };

    internal static DateTimeOffset? ReadUpToOf(World world, Room room, Person person) =>
        person.Account is { } account ? world.Accounts.Find(account)?.ReadUpTo(room.Id) : null;
}

/// <summary>The room cannot be entered, or is called something else now: another one is entered.</summary>
public sealed record Forwarded(RoomName From, RoomName To) : Answer;
