using System.Collections.Immutable;

namespace Parley;

/// <summary>Somebody asks what is said of a person or a room.</summary>
/// <param name="Session">The session.</param>
/// <param name="Target">A nick or the name of a room; null for themselves.</param>
public sealed record ReadMetadata(SessionId Session, string? Target) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person) => MetadataTarget.Find(world, person, Target, out var target) is { } nobody
        ? nobody
        : new MetadataListed(target.Name, target.Entries(world));
}

/// <summary>Somebody who has come wants to know what is said under some keys: of a person, of a room and those in it, or of all whom they see.</summary>
/// <param name="Session">The session.</param>
/// <param name="Target">A nick or the name of a room; null for all whom they share a room with, those rooms and themselves.</param>
/// <param name="Keys">The keys; null for all.</param>
/// <seealso href="https://ircv3.net/specs/extensions/metadata#metadata-sync"/>
public sealed record SyncMetadata(SessionId Session, string? Target, ImmutableHashSet<MetadataKey>? Keys) : PersonCommand(Session)
{
    /// <summary>The most pairs of one answer: more would be too much for a client that may not be reading.</summary>
    public const int CountMax = 1000;

    /// <summary>When to try again, if it was too much.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>Whether there is no answer where there is nothing to tell.</summary>
    public bool IsQuiet { get; init; }

    internal override Decision Decide(World world, Person person)
    {
        MetadataTarget? target = null;
        if (Target is not null && MetadataTarget.Find(world, person, Target, out target) is { } nobody) return IsQuiet ? Decision.Nothing : nobody;
        var name = target?.Name ?? "*";
        var found = ImmutableArray.CreateBuilder<MetadataOf>();
        foreach (var (of, entries) in Everything(world, person, target))
        {
            foreach (var entry in entries)
            {
                if (Keys?.Contains(entry.Key) != false) found.Add(new MetadataOf(of, entry));
            }

            if (found.Count > CountMax) return new MetadataTooMuchNow(name, Later);
        }

        return IsQuiet && found.Count == 0 ? Decision.Nothing : new MetadataSynced(name, found.DrainToImmutable());
    }

    private static IEnumerable<(string Of, ImmutableArray<MetadataEntry> Entries)> Everything(World world, Person asker, MetadataTarget? target)
    {
        IEnumerable<Room> rooms = target is null ? asker.Rooms : target.Room is { } one ? [one] : [];
        IEnumerable<Person> people = target is null ? [asker] : target.Person is { } single ? [single] : [];
        var seen = new HashSet<PersonId>();
        foreach (var room in rooms)
        {
            yield return (room.Name!.Value.Value, room.Metadata);
            if (room.Contains(asker.Id)) people = people.Concat(room.Members.Select(member => member.Person));
        }

        foreach (var person in people)
        {
            var entries = world.MetadataOf(person);
            if (!entries.IsEmpty && seen.Add(person.Id)) yield return (person.Nick.Value, entries);
        }
    }
}

/// <summary>What is said of somebody, or of a room; without a value, what is said no more.</summary>
/// <param name="Target">Of whom or what.</param>
/// <param name="Entries">The pairs, in the order of keys.</param>
public sealed record MetadataListed(string Target, ImmutableArray<MetadataEntry> Entries) : Answer;

/// <summary>What is said of people and rooms.</summary>
/// <param name="Target">What was asked for; <c>*</c> for everything.</param>
/// <param name="All">The pairs, those of rooms first.</param>
public sealed record MetadataSynced(string Target, ImmutableArray<MetadataOf> All) : Answer;

/// <summary>One pair, and of whom or what it is.</summary>
public sealed record MetadataOf(string Target, MetadataEntry Entry);
