using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>Somebody says something of themselves or of a room by a key, or nothing any more.</summary>
/// <param name="Session">The session.</param>
/// <param name="Target">A nick or the name of a room; null for themselves.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">What is said; null or empty for nothing any more.</param>
/// <seealso href="https://ircv3.net/specs/extensions/metadata#metadata-set"/>
public sealed record SetMetadata(SessionId Session, string? Target, string Key, string? Value) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (MetadataTarget.Find(world, person, Target, out var target) is { } nobody) return nobody;
        var entries = target.Entries(world);
        var refusal = entries.Check(target.Name, Key, Value, out var change);
        if (refusal is MetadataKeyInvalid) return refusal;
        if (!target.MayBeSetBy(person)) return new CannotSetMetadata(target.Name, Key);
        if (refusal is not null) return refusal;

        var answer = new MetadataSet(target.Name, change);
        if (change.Value == entries.ValueOf(change.Key)) return answer;
        if (person.MetadataPace?.WaitAt(world.Now) is { } wait) return new MetadataTooFast(target.Name, Key, wait);
        return new Decision([target.Changed(person, [change])], answer);
    }
}

/// <summary>Somebody takes away all that is said of themselves or of a room.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/metadata#metadata-clear"/>
public sealed record ClearMetadata(SessionId Session, string? Target) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (MetadataTarget.Find(world, person, Target, out var target) is { } nobody) return nobody;
        if (!target.MayBeSetBy(person)) return new CannotSetMetadata(target.Name, "*");
        var gone = target.Entries(world).Gone();
        var answer = new MetadataListed(target.Name, gone);
        if (gone.IsEmpty) return answer;
        if (person.MetadataPace?.WaitAt(world.Now) is { } wait) return new MetadataTooFast(target.Name, "*", wait);
        return new Decision([target.Changed(person, gone)], answer);
    }
}

/// <summary>Somebody who is yet to arrive says something of themselves: it is checked now, and comes with <see cref="Arrive.Metadata"/>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Draft">What they have said so far.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">What is said; null or empty for nothing any more.</param>
public sealed record DraftMetadata(SessionId Session, ImmutableArray<MetadataEntry> Draft, string Key, string? Value) : Command(Session)
{
    internal override Decision Decide(World world) => Draft.Check("*", Key, Value, out var change) is { } refusal
        ? refusal
        : new MetadataDrafted(change, Draft.With([change]));
}

/// <summary>People see something else said of a person. <see cref="Event.By"/> is that person.</summary>
/// <remarks>It is kept with the account, for as long as that is; without one, until the person leaves or logs in.</remarks>
public sealed record PersonMetadataChanged(Identity By, ImmutableArray<MetadataEntry> Changes, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    /// <summary>The operator who changed it; null when they did themselves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Identity? SetBy { get; init; }

    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    /// <summary>What a newcomer has said of themselves, as far as it can be said beside what their account has.</summary>
    internal static IEnumerable<Event> Arriving(World world, Identity identity, ImmutableArray<RoomId> rooms, ImmutableArray<MetadataEntry> wanted)
    {
        if (wanted.IsEmpty) yield break;
        var before = identity.Account is { } account ? world.Accounts.Find(account)?.Metadata ?? [] : [];
        var after = before;
        foreach (var (key, value) in wanted)
        {
            if (after.Check("*", key.Value, value, out var change) is null) after = after.With([change]);
        }

        ImmutableArray<MetadataEntry> changes = [.. after.Except(before)];
        if (!changes.IsEmpty) yield return new PersonMetadataChanged(identity, changes, rooms);
    }

    /// <summary>What others see change when somebody has another account, or none.</summary>
    /// <remarks>What a guest has said goes over to an account that they make; an account that was there has its own.</remarks>
    internal static IEnumerable<Event> Shown(World world, Person person, Identity after)
    {
        var before = world.MetadataOf(person);
        var known = after.Account is { } account ? world.Accounts.Find(account) : null;
        var isNew = known is null && after.Account is not null;
        var then = isNew ? before : known?.Metadata ?? [];
        ImmutableArray<MetadataEntry> changes =
        [
            .. before.Where(entry => then.ValueOf(entry.Key) is null).Select(entry => entry with { Value = null }),
            .. isNew ? then : then.Except(before),
        ];
        if (!changes.IsEmpty) yield return new PersonMetadataChanged(after, changes, person.RoomIds);
    }

    internal override void Evolve(World world)
    {
        if (By.Account is { } name) world.Accounts.Change(name, account => account with { Metadata = account.Metadata.With(Changes) });
        else if (world.People.Find(By.Id) is { } person) person.Metadata = person.Metadata.With(Changes);
        if (world.People.Find((SetBy ?? By).Id) is { } by) by.MetadataPace = MetadataPace.After(by.MetadataPace, At);
    }
}

/// <summary>Something else is said of a room from here on.</summary>
public sealed record RoomMetadataChanged(RoomRef Room, Identity By, ImmutableArray<MetadataEntry> Changes) : RoomEvent(Room, By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is { } room) room.Metadata = room.Metadata.With(Changes);
        if (world.People.Find(By.Id) is { } by) by.MetadataPace = MetadataPace.After(by.MetadataPace, At);
    }
}

/// <summary>What is said of somebody, or of a room, under one key now.</summary>
/// <param name="Target">Of whom or what.</param>
/// <param name="Entry">The pair.</param>
public sealed record MetadataSet(string Target, MetadataEntry Entry) : Answer;

/// <summary>What a newcomer will have said of themselves.</summary>
/// <param name="Changed">The pair that is another now.</param>
/// <param name="Draft">All of it.</param>
public sealed record MetadataDrafted(MetadataEntry Changed, ImmutableArray<MetadataEntry> Draft) : Answer;
